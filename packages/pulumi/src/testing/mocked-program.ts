import { runtime } from '@pulumi/pulumi';
import { type MockedResource, mockedOutputs } from './output-table';
import { RecordingMonitor } from './recording-monitor';
import type { RegisteredResource } from './registered-resource';
import { takeRejections } from './sdk-rejections';
import { requestsAnswered } from './sdk-state';

/** How a mocked program runs. */
export interface MockedProgramOptions {
  /**
   * Whether it is a preview: what providers choose is then unknown.
   * @default false
   */
  readonly preview?: boolean;
  /**
   * Project of Google Cloud, as `gcp:project` of the stack's configuration says it; null says none.
   * @default 'my-project'
   */
  readonly gcpProject?: string | null;
  /**
   * Further configuration of the stack.
   * @default - none
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * What a provider answers for a resource, besides what it would answer anyway.
   * @default - nothing
   */
  readonly outputs?: (resource: MockedResource) => Readonly<Record<string, unknown>> | undefined;
  /**
   * What a function of a provider answers, by its token and arguments.
   * @default - its arguments
   */
  readonly call?: (token: string, args: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** A Pulumi program whose providers are mocks, from {@link startMockedProgram}. */
export interface MockedProgram {
  /**
   * Every resource, in the order of registration, once all registrations have ended.
   *
   * @throws whatever a registration or a transform ended with
   */
  resources(): Promise<readonly RegisteredResource[]>;

  /**
   * The one resource of this type (or the end of it, as in `:Deployment`) and name.
   *
   * @throws if there is none, or more than one
   */
  resource(type: string, name?: string): Promise<RegisteredResource>;
}

class RecordedProgram implements MockedProgram {
  readonly #monitor: RecordingMonitor;

  constructor(monitor: RecordingMonitor) {
    this.#monitor = monitor;
  }

  async resources(): Promise<readonly RegisteredResource[]> {
    await this.#settled();
    const [error] = this.#monitor.errors;
    if (error !== undefined) throw error;
    return this.#monitor.resources;
  }

  async resource(type: string, name?: string): Promise<RegisteredResource> {
    const all = await this.resources();
    const found = all.filter((one) => one.type.endsWith(type) && (name === undefined || one.name === name));
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    const list = all.map((one) => `${one.type} "${one.name}"`).join(', ');
    throw new Error(`${found.length} resources are a ${type}${name === undefined ? '' : ` "${name}"`}. There are: ${list}.`);
  }

  /** A registration may start another: until nothing new comes. */
  async #settled(): Promise<void> {
    let before = -1;
    while (before !== this.#monitor.resources.length + this.#monitor.errors.length) {
      before = this.#monitor.resources.length + this.#monitor.errors.length;
      await new Promise((resolve) => setImmediate(resolve));
      try {
        // What waits for a resource that could not be registered waits for ever.
        await Promise.race([requestsAnswered(), this.#monitor.failed]);
        // A registration is over before Node tells of the rejection that it ended with.
        await new Promise((resolve) => setImmediate(resolve));
      } catch (error) {
        if (this.#monitor.errors.length === 0) throw error;
      }
    }
  }
}

/**
 * Starts a program whose providers are mocks that answer as Google and Kubernetes would. Pulumi keeps the program of a process
 * in global state: starting another ends this one.
 *
 * @example
 * const program = await startMockedProgram();
 * new DatabaseAccess('orders', { … });
 * const user = await program.resource('alloydb/user:User');
 * expect(user.inputs.userId).toBe('orders@my-project.iam');
 */
export async function startMockedProgram(options: MockedProgramOptions = {}): Promise<MockedProgram> {
  const { preview = false, gcpProject = 'my-project', config = {}, outputs, call } = options;
  runtime.setAllConfig({ ...(gcpProject !== null && { 'gcp:project': gcpProject }), ...config });
  const mocks: runtime.Mocks = {
    newResource: ({ type, name, inputs, custom }) => {
      if (custom === false) return { id: undefined, state: inputs };
      const resource = { type, name, inputs };
      const answer = mockedOutputs(resource, gcpProject ?? 'my-project');
      if (preview) return { id: undefined, state: inputs };
      return { id: answer.id, state: { ...inputs, ...answer.outputs, ...outputs?.(resource) } };
    },
    call: ({ token, inputs }) => call?.(token, inputs) ?? inputs,
  };
  await runtime.setMocks(mocks, 'project', 'stack', preview);
  const monitor = new RecordingMonitor();
  takeRejections((error) => monitor.fail(error));
  return new RecordedProgram(monitor);
}

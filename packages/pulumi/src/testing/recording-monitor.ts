import { runtime } from '@pulumi/pulumi';
import resources from '@pulumi/pulumi/proto/resource_pb';
import { readInputs } from './read-inputs';
import type { RegisteredResource } from './registered-resource';
import { sdkState } from './sdk-state';
import { transformProperties } from './transform-properties';

type Request = InstanceType<typeof resources.RegisterResourceRequest>;
type TransformRun = (bytes: Uint8Array) => Promise<InstanceType<typeof resources.TransformResponse>>;
type Callback = (error: unknown, response: { getUrn(): string } | undefined) => void;

/** The parts of the SDK's mock monitor that are wrapped. */
interface Monitor {
  registerResource(request: Request, callback: Callback): unknown;
  registerResourceOutputs(request: OutputsRequest, callback: Callback): unknown;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Record<string, unknown> } | undefined;
}

/**
 * Wraps the SDK's mock monitor: it remembers every registration with its options, and runs transforms, which the SDK's own
 * mocks refuse. The engine runs those of the resource first, then those of its parents.
 */
export class RecordingMonitor {
  readonly #resources = new Map<string, RegisteredResource>();
  readonly #transforms = new Map<string, readonly string[]>();
  readonly #parents = new Map<string, string>();
  readonly #errors: unknown[] = [];
  #resolveFailed: () => void = () => undefined;
  readonly #failed = new Promise<void>((resolve) => {
    this.#resolveFailed = resolve;
  });

  /** Starts to record what goes to the monitor that is in place. */
  constructor() {
    const monitor = runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => this.#register(request, register, callback);
    const finish = monitor.registerResourceOutputs.bind(monitor);
    monitor.registerResourceOutputs = (request, callback) => {
      const known = this.#resources.get(request.getUrn());
      const { inputs: outputs } = readInputs(request.getOutputs()?.toJavaScript() ?? {});
      // The end of a registration that failed, or of a program before this one.
      if (!known) return callback(null, undefined);
      this.#resources.set(known.urn, { ...known, outputs });
      return finish(request, callback);
    };
    const store = sdkState();
    store.supportsTransforms = true;
    delete store.callbacks;
  }

  /** Everything that was registered, in order. */
  get resources(): readonly RegisteredResource[] {
    return [...this.#resources.values()];
  }

  /** Is fulfilled when a registration has gone wrong. */
  get failed(): Promise<void> {
    return this.#failed;
  }

  /** Notes what went wrong. */
  fail(error: unknown): void {
    this.#errors.push(error);
    this.#resolveFailed();
  }

  /** What went wrong at a registration. */
  get errors(): readonly unknown[] {
    return this.#errors;
  }

  #register(request: Request, register: Monitor['registerResource'], callback: Callback): void {
    const failed = (error: unknown): void => {
      this.fail(error);
      // Told by the helper, once. An error here would end in a rejection of every output of the resource.
      const answer = new resources.RegisterResourceResponse();
      callback(null, answer.setUrn(`urn:pulumi:stack::project::${request.getType()}::${request.getName()}`).setObject(request.getObject()));
    };
    this.#transformed(request).then(
      () =>
        register(request, (error, response) => {
          if (error !== null || response === undefined) return failed(error);
          this.#record(response.getUrn(), request);
          return callback(null, response);
        }),
      failed,
    );
  }

  async #transformed(request: Request): Promise<void> {
    const own = request.getTransformsList().map((one) => one.getToken());
    const inherited: string[] = [];
    for (let urn: string | undefined = request.getParent(); urn; urn = this.#parents.get(urn)) {
      inherited.push(...(this.#transforms.get(urn) ?? []));
    }
    for (const token of [...own, ...inherited]) await runTransform(request, token);
  }

  #record(urn: string, request: Request): void {
    this.#transforms.set(
      urn,
      request.getTransformsList().map((one) => one.getToken()),
    );
    this.#parents.set(urn, request.getParent());
    this.#resources.set(urn, registered(urn, request));
  }
}

async function runTransform(request: Request, token: string): Promise<void> {
  const { _callbacks: callbacks } = sdkState().callbacks as unknown as { readonly _callbacks: ReadonlyMap<string, TransformRun> };
  const run = callbacks.get(token);
  if (!run) throw new Error('A transform was not registered.');
  const asked = new resources.TransformRequest();
  asked.setType(request.getType()).setName(request.getName()).setCustom(request.getCustom()).setParent(request.getParent());
  asked.setProperties(transformProperties(request));
  const options = new resources.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList()).setIgnoreChangesList(request.getIgnorechangesList());
  options.setAliasesList(request.getAliasesList()).setProvider(request.getProvider()).setDeletedWith(request.getDeletedwith());
  options.setProtect(request.getProtect() ?? false).setRetainOnDelete(request.getRetainondelete() ?? false);
  asked.setOptions(options);
  const answer = await run(asked.serializeBinary());
  request.setObject(answer.getProperties());
  const changed = answer.getOptions();
  if (!changed) return;
  request.setDependenciesList(changed.getDependsOnList());
  request.setIgnorechangesList(changed.getIgnoreChangesList());
  request.setDeletedwith(changed.getDeletedWith());
  request.setProtect(changed.getProtect() ?? false);
}

function registered(urn: string, request: Request): RegisteredResource {
  const byInput = [...request.getPropertydependenciesMap().entries()].flatMap(([, urns]) => urns.getUrnsList());
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    ...readInputs(request.getObject()?.toJavaScript() ?? {}),
    parent: request.getParent() || undefined,
    dependsOn: [...new Set([...request.getDependenciesList(), ...byInput])],
    protect: request.getProtect() ?? false,
    deletedWith: request.getDeletedwith() || undefined,
    aliases: [
      ...request.getAliasurnsList(),
      ...request.getAliasesList().map((alias) => (alias.hasUrn() ? alias.getUrn() : (alias.getSpec()?.getName() ?? ''))),
    ],
    provider: request.getProvider() || undefined,
    providers: Object.fromEntries(request.getProvidersMap().entries()),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    retainOnDelete: request.getRetainondelete() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    importId: request.getImportid() || undefined,
    outputs: undefined,
  };
}

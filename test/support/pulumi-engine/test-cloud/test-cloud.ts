import type { CloudObject, Values } from './cloud-object';
import { FailurePlan } from './failure-plan';
import type { ProviderCall } from './provider-call';

/** What exists: all of Google Cloud and Kubernetes that a test's program makes, and what is said to be there already. */
export class TestCloud {
  readonly #objects = new Map<string, CloudObject>();
  /** Calls that change something, in their order. */
  readonly calls: ProviderCall[] = [];
  readonly failures: FailurePlan = new FailurePlan();
  /** The folder of the program, where the charts that it names are. */
  programFolder: string | undefined = undefined;
  /** What the provider is configured with. */
  project = 'shop-project';

  get objects(): readonly CloudObject[] {
    return [...this.#objects.values()];
  }

  find(type: string, id: string): CloudObject | undefined {
    return this.#objects.get(`${type} ${id}`);
  }

  /** Everything of a type that matches. */
  all(type: string, matches: (state: Values) => boolean = () => true): readonly CloudObject[] {
    return this.objects.filter((object) => object.type === type && matches(object.state));
  }

  put(object: CloudObject): void {
    this.#objects.set(`${object.type} ${object.id}`, object);
  }

  remove({ type, id }: Pick<CloudObject, 'type' | 'id'>): void {
    this.#objects.delete(`${type} ${id}`);
  }

  /** Somebody changes something behind Pulumi's back. */
  drift(type: string, change: (state: Values) => Values): void {
    for (const object of this.all(type)) this.put({ ...object, state: change(object.state) });
  }

  /** `create name`, `delete name`, … of the calls that succeeded since the last time, in their order. */
  takeCalls(): readonly string[] {
    return this.calls.splice(0).flatMap(({ operation, name, error }) => (error === undefined ? [`${operation} ${name}`] : []));
  }
}

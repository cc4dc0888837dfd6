import {
  type AuthProxyModel,
  type AuthProxyOptions,
  type Connection,
  defineAuthProxy,
  type InjectionTarget,
  type Manifest,
  ModelError,
  type Problem,
  ProblemList,
  ProxyInjector,
  problemText,
} from '@alloydb-gke/core';
import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { attachedProxies } from './attached-proxies';
import { problem } from './cdk8s-codes';
import { throwIfAny } from './construct-error';
import { hookManifest } from './manifest-hook';
import { readSelector } from './read-selector';
import { isConstruct, notAConstruct, workloadOf } from './workload-of';
import { isWorkload, selectWorkloads, type WorkloadSelector, workloadsBelow } from './workload-selector';

/** What a user says of an {@link AuthProxy}. */
export interface AuthProxyProps extends AuthProxyOptions {}

/** A selection that is made when the app is synthesised. */
interface LateSelection {
  readonly scope: IConstruct;
  readonly selector: WorkloadSelector;
}

/** A workload that gets the proxy. */
interface Attachment {
  readonly target: () => InjectionTarget;
  /** Writes the workload without the proxy. */
  readonly write: () => Manifest;
}

/**
 * The AlloyDB Auth Proxy as a sidecar of workloads that exist already: raw ApiObjects, generated classes of any Kubernetes
 * version, cdk8s-plus workloads and included YAML. It writes no object of its own.
 *
 * Each workload gets, when the app is synthesised: the proxy's container, the Kubernetes service account of the connection,
 * the variables that tell the application where its database is, and a grace period that covers both shutdowns. Anything in
 * the way is an error that names both sides.
 *
 * @example
 * const proxy = new AuthProxy(chart, 'alloydb', { connection, applicationDrainSeconds: 20 });
 * proxy.attachTo(deployment, migrationJob);
 */
export class AuthProxy extends Construct {
  /** What the proxy connects to. */
  readonly connection: Connection;
  readonly #model: AuthProxyModel;
  readonly #injector: ProxyInjector;
  readonly #attached = new Map<ApiObject, Attachment>();
  readonly #selections: LateSelection[] = [];

  /** @throws ModelError with every problem of the options at once */
  constructor(scope: Construct, id: string, props: AuthProxyProps) {
    super(scope, id);
    this.#model = defineAuthProxy(props, this.node.path);
    this.#injector = new ProxyInjector(this.#model);
    this.connection = this.#model.connection;
    // Validations run before anything is written: the last moment to see every workload of the tree.
    this.node.addValidation({ validate: () => this.#bindLate() });
  }

  /**
   * Adds the proxy to workloads. It does not matter whether JSON patches are added before or after.
   * For a kind whose pod template is not known use {@link AuthProxy.attachToAll} on that object, with `podTemplatePath`.
   *
   * @throws ConstructError if something is not a workload
   */
  attachTo(...workloads: readonly IConstruct[]): this {
    const found = workloads.map((workload) => workloadOf(workload, this.node.path));
    throwIfAny(found.flatMap((one) => ('problem' in one ? [one.problem] : [])));
    for (const one of found) if ('workload' in one) this.#attach(one.workload, {});
    return this;
  }

  /**
   * Adds the proxy to every workload at or below `scope` (a construct, a chart, the app) that the selector matches. The
   * selection is made when the app is synthesised, so that a workload added later is not left out. A selector that matches
   * nothing is an error.
   *
   * @throws ConstructError if `scope` is no construct, or if a field of the selector is not known or not what it should be
   */
  attachToAll(scope: IConstruct, selector: WorkloadSelector = {}): this {
    const problems = new ProblemList();
    if (!isConstruct(scope)) problems.add(notAConstruct(scope, this.node.path));
    const read = readSelector(selector, `${this.node.path}.attachToAll`, problems);
    throwIfAny(problems.all);
    this.#selections.push({ scope, selector: read });
    return this;
  }

  /** Construct paths of the workloads that have the proxy. Complete once the app is synthesised. */
  get workloads(): readonly string[] {
    return [...this.#attached.keys()].map(({ node }) => node.path);
  }

  /** What you should know of choices that are legal and have a consequence, one sentence each. */
  get notices(): readonly string[] {
    return this.#model.notices;
  }

  /** Whether `construct.with(proxy)` (constructs ≥ 10.5) adds the proxy to it. */
  supports(construct: IConstruct): boolean {
    return ApiObject.isApiObject(construct) && isWorkload(construct, {});
  }

  /** Adds the proxy to one workload, for `construct.with(proxy)`. */
  applyTo(construct: IConstruct): void {
    this.attachTo(construct);
  }

  #attach(object: ApiObject, target: InjectionTarget): void {
    if (this.#attached.has(object)) return;
    const proxies = attachedProxies(object);
    proxies.push(this.#model);
    // Read when the object is written: other proxies may come later.
    const complete = (): InjectionTarget => ({ ...target, beside: proxies.filter((model) => model !== this.#model) });
    const write = hookManifest(object, (manifest) => this.#inject(manifest, complete()));
    this.#attached.set(object, { target: complete, write });
  }

  #inject(manifest: Manifest, target: InjectionTarget): Manifest {
    try {
      return this.#injector.inject(manifest, target);
    } catch (error) {
      throw error instanceof ModelError ? this.#withProblemsOfAll(error) : error;
    }
  }

  /** cdk8s stops at the first object that cannot be written. What is in the way in the others is said as well. */
  #withProblemsOfAll(error: ModelError): ModelError {
    const found = [...this.#attached.values()].flatMap(({ write, target }) => problemsOf(() => this.#injector.inject(write(), target())));
    const [first, ...others] = new Map([...found, ...error.problems].map((one) => [problemText(one), one])).values();
    return first ? new ModelError([first, ...others]) : error;
  }

  #bindLate(): string[] {
    const problems = this.#selections.flatMap(({ scope, selector }) => {
      const selected = selectWorkloads(scope, selector);
      const { podTemplatePath } = selector;
      for (const object of selected) this.#attach(object, podTemplatePath === undefined ? {} : { podTemplatePath });
      if (selected.length > 0) return [];
      const workloads = workloadsBelow(scope, selector).map(({ node }) => node.path);
      if (workloads.length === 0) return [problem('no-workload-there', this.node.path, { scope: nameOf(scope) })];
      const values = { selector: JSON.stringify(selector), scope: nameOf(scope), workloads: workloads.join(', ') };
      return [problem('selector-matches-nothing', this.node.path, values)];
    });
    if (problems.length === 0 && this.#attached.size === 0) {
      problems.push(problem('attached-to-nothing', this.node.path, { proxy: this.node.id }));
    }
    // cdk8s puts the path of the construct before each.
    return problems.map(({ message, repair }) => `${message} ${repair}`);
  }
}

function problemsOf(write: () => Manifest): readonly Problem[] {
  try {
    write();
    return [];
  } catch (error) {
    return error instanceof ModelError ? error.problems : [];
  }
}

function nameOf(scope: IConstruct): string {
  return scope.node.path === '' ? 'the app' : `"${scope.node.path}"`;
}

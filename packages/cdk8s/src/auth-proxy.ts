import {
  type AuthProxyModel,
  type AuthProxyOptions,
  type Connection,
  defineAuthProxy,
  type InjectionTarget,
  problemText,
  ProxyInjector,
} from '@alloydb-gke/core';
import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { problem } from './cdk8s-codes';
import { ConstructError } from './construct-error';
import { hookManifest } from './manifest-hook';
import { selectWorkloads, type WorkloadSelector, workloadsBelow } from './workload-selector';

/** What a user says of an {@link AuthProxy}. */
export interface AuthProxyProps extends AuthProxyOptions {}

/** A selection that is made when the app is synthesised. */
interface LateSelection {
  readonly scope: IConstruct;
  readonly selector: WorkloadSelector;
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
  readonly #attached = new Map<ApiObject, InjectionTarget>();
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
   *
   * @throws ConstructError if something is not a workload
   */
  attachTo(...workloads: readonly IConstruct[]): this {
    const objects = workloads.map((workload) => ({ workload, object: apiObjectOf(workload) }));
    const [first, ...others] = objects.flatMap(({ workload, object }) =>
      object ? [] : [problem('not-a-workload', this.node.path, { construct: workload.node.path })],
    );
    if (first) throw new ConstructError(first, ...others);
    for (const { object } of objects) if (object) this.#attach(object, {});
    return this;
  }

  /**
   * Adds the proxy to every workload at or below `scope` (a construct, a chart, the app) that the selector matches. The
   * selection is made when the app is synthesised, so that a workload added later is not left out. A selector that matches
   * nothing is an error.
   */
  attachToAll(scope: IConstruct, selector: WorkloadSelector = {}): this {
    this.#selections.push({ scope, selector });
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
    return ApiObject.isApiObject(construct) && workloadsBelow(construct, {}).includes(construct);
  }

  /** Adds the proxy to one workload, for `construct.with(proxy)`. */
  applyTo(construct: IConstruct): void {
    this.attachTo(construct);
  }

  #attach(object: ApiObject, target: InjectionTarget): void {
    if (this.#attached.has(object)) return;
    this.#attached.set(object, target);
    hookManifest(object, (manifest) => this.#injector.inject(manifest, target));
  }

  #bindLate(): string[] {
    const problems = this.#selections.flatMap(({ scope, selector }) => {
      const selected = selectWorkloads(scope, selector);
      const { podTemplatePath } = selector;
      for (const object of selected) this.#attach(object, podTemplatePath === undefined ? {} : { podTemplatePath });
      if (selected.length > 0) return [];
      const workloads = workloadsBelow(scope, selector).map(({ node }) => node.path);
      const values = { selector: JSON.stringify(selector), scope: scope.node.path, workloads: workloads.join(', ') || 'none' };
      return [problem('selector-matches-nothing', this.node.path, values)];
    });
    if (problems.length === 0 && this.#attached.size === 0) {
      problems.push(problem('attached-to-nothing', this.node.path, { proxy: this.node.id }));
    }
    return problems.map(problemText);
  }
}

/** The API object that a construct is, or stands for. */
function apiObjectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct;
  const child = construct.node.defaultChild;
  return child && apiObjectOf(child);
}

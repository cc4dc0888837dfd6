import { AsyncResource } from 'node:async_hooks';
import { type InjectionTarget, ModelError, ProblemList, ProxyInjector, problemText } from '@alloydb-gke/core';
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  log,
  type Resource,
  type ResourceTransform,
  type ResourceTransformArgs,
  type ResourceTransformResult,
} from '@pulumi/pulumi';
import { getAllResources } from '@pulumi/pulumi/output';
import type { AuthProxyArgs } from './auth-proxy-args';
import { engineSecret, type KindOf, knownProblems, knownValues, leavesOf, lift, type OpenTree, openTree, sealed } from './leaves';
import { optionLeafKind, readProxyOptions } from './proxy-options';
import { problem } from './pulumi-codes';
import { checkSelector, helmReleaseType, kindOf, mayMean, selects, type WorkloadSelectorArgs } from './workload-selector';

/** What a proxy keeps to itself: Pulumi's analyser takes every field of a component for an output. */
interface ProxyState {
  readonly name: string;
  readonly options: unknown;
  readonly selector: WorkloadSelectorArgs;
  readonly injectors: Map<string, ProxyInjector>;
}

const states = new WeakMap<AuthProxy, ProxyState>();

/** What leads to a pod template has to be there. */
const wayToPod: ReadonlySet<unknown> = new Set(['spec', 'template', 'jobTemplate']);

/** Of the workload anything else may come later, and stays where it is. */
const kindIn: KindOf = ([part, ...path]) => {
  if (part === 'options') return optionLeafKind(path);
  return wayToPod.has(path.at(-1)) ? undefined : 'word';
};

/**
 * The AlloyDB Auth Proxy as a sidecar of workloads: plain resources and the children of components by
 * `proxy.transform`, a pod spec that you write by `proxy.podSpec(…)`. It makes no resource of Kubernetes.
 *
 * A workload gets the proxy's container, the Kubernetes service account of the connection, the variables that tell the
 * application where its database is, and a grace period that covers both shutdowns. Anything in the way is an error that names
 * both sides.
 *
 * @example
 * const proxy = new AuthProxy('orders', { connection: orders.connection });
 * new Deployment('orders', { spec }, { transforms: [proxy.transform] });
 */
export class AuthProxy extends ComponentResource {
  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: AuthProxyArgs, opts?: ComponentResourceOptions) {
    super('alloydb-gke:index:AuthProxy', name, args, opts);
    const { selector = {}, ...options } = args;
    const problems = new ProblemList();
    checkSelector(selector, `${name}.selector`, problems);
    problems.add(...knownProblems(options, (plain) => readProxyOptions(plain, name), optionLeafKind));
    problems.throwIfAny();
    states.set(this, { name, options, selector, injectors: new Map() });
    this.registerOutputs({});
  }

  /**
   * Puts the proxy into every workload that the selector means, for `transforms: [proxy.transform]` of a resource or of a
   * component that makes workloads. It is idempotent.
   */
  get transform(): ResourceTransform {
    const state = stateOf(this);
    // The SDK runs it outside of the program, where nobody knows the engine that warnings go to.
    return AsyncResource.bind((args: ResourceTransformArgs) => transformed(state, args));
  }

  /**
   * The pod spec with the proxy in it, for a workload that is written inline, of a kind that does not end by itself. What is
   * known of it is there at once; an Output of it waits only for what is not. Annotations of the pod are no part of it: where
   * `overrides` or a version of your own are set, {@link podTemplate} has those that say so.
   *
   * @throws ModelError with everything that is in the way
   */
  podSpec<Spec extends object>(spec: Spec): Input<Spec> {
    return inlined(stateOf(this), { spec }, (pod) => pod['spec']) as Input<Spec>;
  }

  /**
   * The pod template with the proxy in it: as {@link podSpec}, and with the annotations that say which escape hatches were used
   * and which version of the proxy was not verified.
   *
   * @throws ModelError with everything that is in the way
   */
  podTemplate<Template extends { readonly spec: Input<object> }>(template: Template): Input<Template> {
    return inlined(stateOf(this), template, ({ apiVersion, kind, ...pod }) => pod) as Input<Template>;
  }
}

function inlined(state: ProxyState, template: object, partOf: (pod: Readonly<Record<string, unknown>>) => unknown): unknown {
  const pod = { apiVersion: 'v1', kind: 'Pod', ...template };
  const injector = knownInjector(state);
  const tree = injector ? { workload: pod } : { options: state.options, workload: pod };
  const compute = (plain: unknown): unknown => partOf(injected(state, plain, {}, injector) as Readonly<Record<string, unknown>>);
  return lift(tree, compute, kindIn);
}

function stateOf(proxy: AuthProxy): ProxyState {
  const state = states.get(proxy);
  if (!state) throw new Error('This AuthProxy was not made by its constructor.');
  return state;
}

async function transformed(state: ProxyState, args: ResourceTransformArgs): Promise<ResourceTransformResult | undefined> {
  const { type, name, opts } = args;
  if (!mayMean(state.selector, type)) return undefined;
  const [apiVersion, kind] = kindOf(type);
  const opened = await openFields(args.props);
  const props = Object.fromEntries([...opened].map(([field, { tree }]) => [field, tree]));
  const isMeant = selects(state.selector, { type, name, props });
  // In a preview alone. What is left out in silence would be missed at night.
  if (isMeant === undefined) await log.warn(problemText(problem('workload-not-known', state.name, { workload: name })));
  if (!isMeant) return undefined;
  if (type === helmReleaseType) throw new ModelError([problem('helm-release', state.name, { release: name })]);
  const { tree: options, isSecret } = await openTree(state.options, optionLeafKind);
  const workload = { apiVersion, kind, ...props };
  const { podTemplatePath } = state.selector;
  const target: InjectionTarget = podTemplatePath === undefined ? {} : { podTemplatePath };
  const tree = { options, workload };
  const compute = (plain: unknown): unknown => injected(state, plain, target);
  const problems = new ProblemList();
  problems.add(...knownProblems(tree, compute, kindIn, await knownValues(leavesOf(tree, kindIn))));
  problems.throwIfAny();
  const changed = lift(tree, compute, kindIn);
  const written = [...opened].map(async ([field, own]) => {
    const isOurs = !isUntouched(field, kind);
    // Where the shape depends on what is not known, the workload is an Output, and so is each field of it.
    const value = await sealed(isOurs ? (changed as Readonly<Record<string, unknown>>)[field] : own.tree);
    return [field, own.isSecret || (isOurs && isSecret) ? engineSecret(value) : value] as const;
  });
  return { props: Object.fromEntries(await Promise.all(written)), opts: await withDependencies(state, opts) };
}

/** A field may come as an Output of which a part is not known, or as a secret. */
async function openFields(props: ResourceTransformArgs['props']): Promise<ReadonlyMap<string, OpenTree>> {
  const fields = Object.entries(props as object).map(async ([field, value]) => [field, await openTree(value, () => undefined)] as const);
  return new Map(await Promise.all(fields));
}

/** What holds no pod template stays known whatever is not. */
function isUntouched(field: string, kind: string | undefined): boolean {
  return field === 'apiVersion' || field === 'kind' || (field === 'metadata' && kind !== 'Pod');
}

/** What the engine gets back of a transform says nothing of what its values depend on. */
async function withDependencies<Options extends ResourceTransformArgs['opts']>(state: ProxyState, opts: Options): Promise<Options> {
  const sets = await Promise.all(leavesOf(state.options, optionLeafKind).map((leaf) => getAllResources(leaf.output)));
  const needed = new Set<Resource>(sets.flatMap((set) => [...set]));
  if (needed.size === 0) return opts;
  // The engine gives a list of resources.
  const own = [opts.dependsOn ?? []].flat() as readonly Resource[];
  return { ...opts, dependsOn: [...own, ...needed] };
}

/** The injector of options of which none comes later: it is made once. */
function knownInjector({ name, options, injectors }: ProxyState): ProxyInjector | undefined {
  const made = injectors.get('known');
  if (made || leavesOf(options, optionLeafKind).length > 0) return made;
  const injector = lift(options, (plain) => new ProxyInjector(readProxyOptions(plain, name)), optionLeafKind) as ProxyInjector;
  injectors.set('known', injector);
  return injector;
}

function injected(state: ProxyState, plain: unknown, target: InjectionTarget = {}, known?: ProxyInjector): unknown {
  const { options, workload } = plain as { readonly options: unknown; readonly workload: object };
  if (known) return known.inject(workload, target);
  const key = JSON.stringify(options);
  let injector = state.injectors.get(key);
  if (!injector) {
    injector = new ProxyInjector(readProxyOptions(options, state.name));
    state.injectors.set(key, injector);
  }
  return injector.inject(workload, target);
}

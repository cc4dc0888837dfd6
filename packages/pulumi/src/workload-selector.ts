import {
  type FieldTable,
  isJsonObject,
  type ProblemList,
  podTemplatePath,
  podTemplatePaths,
  quote,
  readFields,
  readLabels,
  readList,
  readText,
} from '@alloydb-gke/core';
import { isLeaf } from './leaves';
import { problem } from './pulumi-codes';

/** Which workloads are meant. Every field that is set must match. */
export interface WorkloadSelectorArgs {
  /**
   * Kinds, as `['Deployment', 'StatefulSet']`.
   * @default - every kind whose pod template is known
   */
  kinds?: string[];
  /**
   * Labels of the workload itself (not of its pods).
   * @default - any
   */
  labels?: { [name: string]: string };
  /**
   * Names of the workloads: that of the Kubernetes object, or that of the Pulumi resource.
   * @default - any
   */
  names?: string[];
  /**
   * Namespace of the workloads.
   * @default - any
   */
  namespace?: string;
  /**
   * The way to the pod template, for kinds that are not known (name them in `kinds`).
   * @default - known for Kubernetes' own kinds and Argo Rollouts
   */
  podTemplatePath?: string;
}

const selectorFields = {
  kinds: { meaning: 'the kinds that are meant' },
  labels: { meaning: 'labels of the workloads' },
  names: { meaning: 'names of the workloads' },
  namespace: { meaning: 'their namespace' },
  podTemplatePath: { meaning: 'the way to the pod template' },
} as const satisfies FieldTable & Record<keyof WorkloadSelectorArgs, object>;

const knownKinds: readonly string[] = podTemplatePaths.map(({ kind }) => kind);

/** A resource as a transform sees it. */
export interface SeenResource {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** The type of a Helm release that the provider renders. */
export const helmReleaseType = 'kubernetes:helm.sh/v3:Release';

/** Adds what is wrong with a selector: one that is misspelt must neither select everything nor nothing. */
export function checkSelector(selector: unknown, path: string, problems: ProblemList): void {
  const fields = readFields(selector, path, selectorFields, problems);
  if (!fields) return;
  const { labels, podTemplatePath: way } = fields;
  const kinds = readTexts(fields['kinds'], `${path}.kinds`, problems);
  readTexts(fields['names'], `${path}.names`, problems);
  for (const field of ['namespace', 'podTemplatePath']) readText(fields[field], `${path}.${field}`, problems);
  if (labels !== undefined) readLabels(labels, `${path}.labels`, problems);
  if (way !== undefined && fields['kinds'] === undefined) {
    problems.add(problem('workload-kinds-missing', `${path}.podTemplatePath`, {}));
  }
  const unknown = way === undefined ? kinds.filter((kind) => !knownKinds.includes(kind)) : [];
  for (const kind of unknown) problems.add(problem('workload-kind', `${path}.kinds`, { kind: quote(kind), known: knownKinds.join(', ') }));
}

function readTexts(value: unknown, path: string, problems: ProblemList): readonly string[] {
  const list = readList(value, path, 'a list of texts', problems) ?? [];
  return list.flatMap((item, index) => readText(item, `${path}[${index}]`, problems) ?? []);
}

/** Whether a type of resource can be a workload that the selector means. */
export function mayMean({ kinds, podTemplatePath: way }: WorkloadSelectorArgs, type: string): boolean {
  const [group, kind] = kindOf(type);
  if (group === undefined || kind === undefined || kinds?.includes(kind) === false) return false;
  return type === helmReleaseType || podTemplatePath(group, kind) !== undefined || (way !== undefined && kinds !== undefined);
}

/**
 * Whether a resource is a workload that the selector means; undefined where that is not known yet. Of a Helm release nobody
 * knows the labels that its objects will have.
 */
export function selects(selector: WorkloadSelectorArgs, { type, name, props }: SeenResource): boolean | undefined {
  if (!mayMean(selector, type)) return false;
  const { labels = {}, names, namespace } = selector;
  const isRelease = type === helmReleaseType;
  const metadata = isRelease ? props : (props['metadata'] ?? {});
  const wantedLabels = isRelease ? [] : Object.entries(labels);
  return both([
    names === undefined || names.includes(name) || isOneOf(names, at(metadata, ['name'])),
    namespace === undefined || isOneOf([namespace], at(metadata, ['namespace'])),
    ...wantedLabels.map(([label, value]) => isOneOf([value], at(metadata, ['labels', label]))),
  ]);
}

/** Undefined stands for what is not known. */
function isOneOf(wanted: readonly string[], value: unknown): boolean | undefined {
  return isLeaf(value) ? undefined : wanted.includes(String(value ?? ''));
}

/** The first field on the way that is not known decides. */
function at(value: unknown, way: readonly string[]): unknown {
  return way.reduce<unknown>((inner, field) => (isLeaf(inner) || !isJsonObject(inner) ? inner : inner[field]), value);
}

function both(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/** API version and kind of a Kubernetes resource: `kubernetes:apps/v1:Deployment` is a Deployment of `apps/v1`. */
export function kindOf(type: string): readonly [apiVersion: string | undefined, kind: string | undefined] {
  const [provider, module = '', kind] = type.split(':');
  if (provider !== 'kubernetes') return [undefined, undefined];
  return [module.startsWith('core/') ? module.slice('core/'.length) : module, kind];
}

import { isJsonObject, type ProblemList, podTemplatePath } from '@alloydb-gke/core';
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

/** A resource as a transform sees it. */
export interface SeenResource {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** The type of a Helm release that the provider renders. */
export const helmReleaseType = 'kubernetes:helm.sh/v3:Release';

/** Adds what is wrong with a selector: one that is misspelt must not select everything. */
export function checkSelector(selector: WorkloadSelectorArgs, path: string, problems: ProblemList): void {
  if (selector.podTemplatePath !== undefined && selector.kinds === undefined) {
    problems.add(problem('workload-kinds-missing', `${path}.podTemplatePath`, {}));
  }
}

/** Whether a resource is a workload that the selector means. */
export function selects(selector: WorkloadSelectorArgs, { type, name, props }: SeenResource): boolean {
  const [group, kind] = kindOf(type);
  if (group === undefined || kind === undefined) return false;
  const { kinds, labels = {}, names, namespace, podTemplatePath: way } = selector;
  const isWorkload = type === helmReleaseType || podTemplatePath(group, kind) !== undefined || (way !== undefined && kinds?.includes(kind));
  const metadata = isJsonObject(props['metadata']) ? props['metadata'] : {};
  const has = isJsonObject(metadata['labels']) ? metadata['labels'] : {};
  return (
    Boolean(isWorkload) &&
    (kinds?.includes(kind) ?? true) &&
    (names === undefined || names.includes(name) || names.includes(String(metadata['name'] ?? ''))) &&
    (namespace === undefined || metadata['namespace'] === namespace) &&
    Object.entries(labels).every(([label, value]) => has[label] === value)
  );
}

/** API version and kind of a Kubernetes resource: `kubernetes:apps/v1:Deployment` is a Deployment of `apps/v1`. */
export function kindOf(type: string): readonly [apiVersion: string | undefined, kind: string | undefined] {
  const [provider, module = '', kind] = type.split(':');
  if (provider !== 'kubernetes') return [undefined, undefined];
  return [module.startsWith('core/') ? module.slice('core/'.length) : module, kind];
}

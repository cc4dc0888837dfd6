import { podTemplatePath } from '@alloydb-gke/core';
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Which workloads are meant. Every field that is set must match. */
export interface WorkloadSelector {
  /**
   * Kinds, as `['Deployment', 'StatefulSet']`.
   * @default - every kind whose pod template is known
   */
  readonly kinds?: readonly string[];
  /**
   * Labels of the workload itself (not of its pods).
   * @default - any
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Names of the workloads.
   * @default - any
   */
  readonly names?: readonly string[];
  /**
   * Namespace of the workloads.
   * @default - any
   */
  readonly namespace?: string;
  /**
   * The way to the pod template, for kinds that are not known (name them in `kinds`).
   * @default - known for Kubernetes' own kinds, Argo Rollouts
   */
  readonly podTemplatePath?: string | readonly string[];
}

/** The workloads at or below `scope` that the selector matches, in the order of the tree. */
export function selectWorkloads(scope: IConstruct, selector: WorkloadSelector): readonly ApiObject[] {
  return workloadsBelow(scope, selector).filter((object) => matches(object, selector));
}

/** Every object at or below `scope` that can hold a proxy. */
export function workloadsBelow(scope: IConstruct, selector: WorkloadSelector): readonly ApiObject[] {
  return scope.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && isWorkload(construct, selector));
}

/** Whether an object can hold a proxy: its kind is known, or the selector says where its pod template is. */
export function isWorkload({ apiVersion, kind }: ApiObject, selector: WorkloadSelector): boolean {
  const isGiven = selector.podTemplatePath !== undefined && (selector.kinds?.includes(kind) ?? false);
  return isGiven || podTemplatePath(apiVersion, kind) !== undefined;
}

function matches(object: ApiObject, { kinds, labels, names, namespace }: WorkloadSelector): boolean {
  return (
    (kinds?.includes(object.kind) ?? true) &&
    (names?.includes(object.name) ?? true) &&
    (namespace === undefined || object.metadata.namespace === namespace) &&
    Object.entries(labels ?? {}).every(([label, value]) => object.metadata.getLabel(label) === value)
  );
}

import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import { below } from './complaint';
import { kindTable } from './kind-table';

export interface FoundPodTemplate {
  readonly path: string;
  readonly template: V1PodTemplateSpec;
}

/** The pod template of a workload, or a Pod itself; nothing for other kinds. Its fields are as they were written, unchecked. */
export function podTemplateOf(object: { readonly apiVersion?: unknown; readonly kind?: unknown }): FoundPodTemplate | undefined {
  const steps = kindTable.find(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind)?.podTemplate;
  if (steps === undefined) return undefined;
  let value: unknown = object;
  for (const step of steps) value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  return value === undefined ? undefined : { path: steps.reduce(below, ''), template: value as V1PodTemplateSpec };
}

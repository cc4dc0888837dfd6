import type { V1ObjectMeta } from '@kubernetes/client-node';
import { below, type Complain } from './complaint';
import { type NameRule, nameProblem } from './name-rules';

const ofTheServer = [
  'creationTimestamp',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
] as const;

/** Names, labels and annotations as the API server wants them, and nothing that only the server may write. */
export function checkMetadata(metadata: V1ObjectMeta, path: string, name: NameRule | 'none', complain: Complain): void {
  complainOf(name === 'none' || metadata.name === undefined ? undefined : nameProblem(metadata.name, name), below(path, 'name'), complain);
  if (name !== 'none' && metadata.name === undefined && metadata.generateName === undefined) complain(below(path, 'name'), 'required');
  if (metadata.namespace !== undefined) complainOf(nameProblem(metadata.namespace, 'dns-label'), below(path, 'namespace'), complain);
  checkLabels(metadata.labels ?? {}, below(path, 'labels'), complain);
  for (const key of Object.keys(metadata.annotations ?? {})) {
    complainOf(nameProblem(key.toLowerCase(), 'qualified-name'), below(below(path, 'annotations'), key), complain);
  }
  for (const field of ofTheServer) {
    if (metadata[field] !== undefined) complain(below(path, field), 'only the server writes this field');
  }
}

export function checkLabels(labels: Readonly<Record<string, string>>, path: string, complain: Complain): void {
  for (const [key, value] of Object.entries(labels)) {
    complainOf(nameProblem(key, 'qualified-name') ?? nameProblem(value, 'label-value'), below(path, key), complain);
  }
}

function complainOf(problem: string | undefined, path: string, complain: Complain): void {
  if (problem !== undefined) complain(path, problem);
}

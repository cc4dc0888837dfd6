import type { JsonObject, Manifest } from '@alloydb-gke/core';
import type { ReadManifest } from '../manifests/manifest-set';
import { objectIn, textIn } from './json-fields';
import type { PodPlan } from './pod-plan';

/** Everything of a pod that its containers can ask for. */
export interface PodIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly nodeName: string;
  readonly serviceAccount: string;
}

/** The name of the node, which no manifest knows. */
export const rehearsalNode = 'rehearsal-node';

export function podIdentity({ manifest, namespace }: ReadManifest, template: JsonObject, serviceAccount: string): PodIdentity {
  const metadata = objectIn(template['metadata']);
  const texts = (value: unknown): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(objectIn(value)).map(([name, text]) => [name, String(text)]));
  const seed = `${manifest.kind} ${namespace}/${nameOf(manifest)}`;
  const hex = [0, 1, 2, 3].map((round) => hash(`${round} ${seed}`).toString(16).padStart(8, '0')).join('');
  return {
    name: podName(manifest, seed),
    namespace,
    uid: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    labels: texts(metadata['labels']),
    annotations: texts(metadata['annotations']),
    nodeName: textIn(objectIn(template['spec'])['nodeName']) ?? rehearsalNode,
    serviceAccount,
  };
}

/** Whether the pod is meant to end by itself. */
export function endingOf(manifest: Manifest, restartPolicy: PodPlan['restartPolicy']): PodPlan['ending'] {
  return restartPolicy !== 'Always' || manifest.kind === 'Job' || manifest.kind === 'CronJob' ? 'completes' : 'runs on';
}

/** As the controllers make it; what they draw by lot follows from the workload's name here. */
function podName(manifest: Manifest, seed: string): string {
  const name = nameOf(manifest);
  const lot = letters(seed, 5);
  const shortened = (base: string): string => `${base.slice(0, 58)}${lot}`;
  switch (manifest.kind) {
    case 'Pod':
      return manifest.metadata?.name ?? shortened(name);
    case 'StatefulSet':
      return `${name}-0`;
    case 'Deployment':
    case 'Rollout':
      return shortened(`${name}-${letters(`template ${seed}`, 10)}-`);
    case 'CronJob':
      return shortened(`${name}-29000000-`);
    default:
      return shortened(`${name}-`);
  }
}

export function nameOf({ metadata }: Manifest): string {
  return metadata?.name ?? textIn(metadata?.['generateName']) ?? '';
}

/** The letters that Kubernetes draws from. */
function letters(seed: string, count: number): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from({ length: count }, (_, index) => alphabet[hash(`${index} ${seed}`) % alphabet.length]).join('');
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}

import { bytesOf, type JsonObject, millicoresOf } from '@alloydb-gke/core';
import { objectIn, textIn } from './json-fields';
import { nodeAddressPlaceholder, podAddressPlaceholder } from './pod-addresses';
import type { PodIdentity } from './pod-identity';

/** Fields of a pod that hold one text. Source: https://kubernetes.io/docs/concepts/workloads/pods/downward-api/ */
const fields: Readonly<Record<string, (pod: PodIdentity) => string>> = {
  'metadata.name': ({ name }) => name,
  'metadata.namespace': ({ namespace }) => namespace,
  'metadata.uid': ({ uid }) => uid,
  'spec.nodeName': ({ nodeName }) => nodeName,
  'spec.serviceAccountName': ({ serviceAccount }) => serviceAccount,
  'status.hostIP': () => nodeAddressPlaceholder,
  'status.hostIPs': () => nodeAddressPlaceholder,
  'status.podIP': () => podAddressPlaceholder,
  'status.podIPs': () => podAddressPlaceholder,
  // Only volumes may have all of them at once.
  'metadata.labels': ({ labels }) => listed(labels),
  'metadata.annotations': ({ annotations }) => listed(annotations),
};

/** What a `fieldRef` stands for; undefined for a field that there is not. A label that the pod does not have is empty. */
export function resolveField(path: string, pod: PodIdentity): string | undefined {
  const [, map, key = ''] = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path) ?? [];
  if (map === 'labels' || map === 'annotations') return Object.hasOwn(pod[map], key) ? pod[map][key] : '';
  return Object.hasOwn(fields, path) ? fields[path]?.(pod) : undefined;
}

/** What a node has to give where a container says no limit: 4 cores and 16 GiB. */
const node = { millicores: 4000n, bytes: 16n * 1024n ** 3n };

/** What a `resourceFieldRef` stands for, in whole units of its divisor, rounded up. */
export function resolveResource(reference: JsonObject, container: JsonObject): string | undefined {
  const [, kind, resource = ''] =
    /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-\w+)$/.exec(textIn(reference['resource']) ?? '') ?? [];
  if (kind === undefined) return undefined;
  const resources = objectIn(container['resources']);
  const limit = objectIn(resources['limits'])[resource];
  // An API server writes the limit into a request that is not there.
  const given = kind === 'limits' ? limit : (objectIn(resources['requests'])[resource] ?? limit);
  const amountOf = (value: unknown): bigint | undefined => (resource === 'cpu' ? millicoresOf : bytesOf)(String(value));
  const amount = given === undefined || given === null ? absent(kind, resource) : (amountOf(given) ?? 0n);
  const divisor = amountOf(reference['divisor'] ?? '1') || (resource === 'cpu' ? 1000n : 1n);
  return String((amount + divisor - 1n) / divisor);
}

function absent(kind: string, resource: string): bigint {
  if (kind === 'requests') return 0n;
  return resource === 'cpu' ? node.millicores : node.bytes;
}

function listed(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .sort()
    .join('\n');
}

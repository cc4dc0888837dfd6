import type { V1PodSpec } from '@kubernetes/client-node';
import { placedContainers } from '../support/manifest-oracle/placed-container';

/** Secrets with every key that the pod names, as a variable or as a file. Their values are stand-ins. */
export function neededSecrets(spec: V1PodSpec): readonly unknown[] {
  const keys = new Map<string, Record<string, string>>();
  const need = (name: string, key: string): unknown => keys.set(name, { ...keys.get(name), [key]: 'stand-in' });
  for (const { container } of placedContainers(spec, '')) {
    for (const { valueFrom } of container.env ?? []) {
      if (valueFrom?.secretKeyRef?.name !== undefined) need(valueFrom.secretKeyRef.name, valueFrom.secretKeyRef.key);
    }
    for (const { secretRef } of container.envFrom ?? []) {
      if (secretRef?.name !== undefined) need(secretRef.name, 'PASSWORD');
    }
  }
  for (const { secret, projected } of spec.volumes ?? []) {
    const sources = [...(secret === undefined ? [] : [{ name: secret.secretName, items: secret.items }])];
    for (const source of projected?.sources ?? [])
      if (source.secret !== undefined) sources.push({ name: source.secret.name, items: source.secret.items });
    for (const { name, items } of sources) {
      for (const { key } of items ?? [{ key: 'password' }]) if (name !== undefined) need(name, key);
    }
  }
  return [...keys].map(([name, stringData]) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData }));
}

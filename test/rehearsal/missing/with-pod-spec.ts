import { type JsonObject, type Manifest, podTemplatePath } from '@alloydb-gke/core';

/** A workload with another pod; every other object as it is. */
export function withPodSpec(manifest: Manifest, change: (podSpec: JsonObject) => JsonObject): Manifest {
  const path = podTemplatePath(manifest.apiVersion ?? '', manifest.kind ?? '');
  return path === undefined ? manifest : (changed(manifest, [...path, 'spec'], change) as Manifest);
}

function changed(value: JsonObject, [field, ...rest]: readonly string[], change: (podSpec: JsonObject) => JsonObject): JsonObject {
  if (field === undefined) return change(value);
  return { ...value, [field]: changed(value[field] as JsonObject, rest, change) };
}

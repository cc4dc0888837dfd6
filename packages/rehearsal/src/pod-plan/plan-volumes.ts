import type { JsonObject } from '@alloydb-gke/core';
import type { ManifestSet } from '../manifests/manifest-set';
import { missing } from './container-environment';
import { objectIn, objectsIn, textIn } from './json-fields';
import type { PodIdentity } from './pod-identity';
import type { MountPlan, PodObstacle, VolumePlan } from './pod-plan';
import { resolveField } from './resolve-field';
import { type StoreKind, storedValues } from './stored-values';

/** The volumes of a pod, and the first that kubelet cannot mount. */
export interface PlannedVolumes {
  readonly volumes: readonly VolumePlan[];
  readonly obstacle: PodObstacle | undefined;
}

type Files = { readonly files: Readonly<Record<string, string>> } | { readonly obstacle: PodObstacle };

/** Reads the volumes: what is in those of Secrets and ConfigMaps, and that anybody may write into the others. */
export function planVolumes(spec: JsonObject, set: ManifestSet, pod: PodIdentity): PlannedVolumes {
  let obstacle: PodObstacle | undefined;
  const volumes = objectsIn(spec['volumes']).map((volume): VolumePlan => {
    const name = textIn(volume['name']) ?? '';
    const sources = volume['projected'] ? objectsIn(objectIn(volume['projected'])['sources']) : [volume];
    const read = sources.map((source) => filesOf(source, volume === source, set, pod)).filter((files) => files !== undefined);
    for (const one of read) {
      if ('obstacle' in one)
        obstacle ??= { ...one.obstacle, message: `MountVolume.SetUp failed for volume "${name}" : ${one.obstacle.message}` };
    }
    if (read.length === 0 && !volume['projected'] && !volume['csi']) return { name, writable: true };
    return { name, files: Object.assign({}, ...read.map((one) => ('files' in one ? one.files : {}))), writable: false };
  });
  return { volumes, obstacle };
}

function filesOf(source: JsonObject, isVolume: boolean, set: ManifestSet, pod: PodIdentity): Files | undefined {
  if (source['secret']) return storedFiles('Secret', objectIn(source['secret']), isVolume ? 'secretName' : 'name', set, pod.namespace);
  if (source['configMap']) return storedFiles('ConfigMap', objectIn(source['configMap']), 'name', set, pod.namespace);
  if (source['serviceAccountToken'])
    return { files: { [textIn(objectIn(source['serviceAccountToken'])['path']) ?? 'token']: 'no-token-in-a-rehearsal' } };
  if (!source['downwardAPI']) return undefined;
  const items = objectsIn(objectIn(source['downwardAPI'])['items']);
  const files = items.map((item) => [
    textIn(item['path']) ?? '',
    resolveField(textIn(objectIn(item['fieldRef'])['fieldPath']) ?? '', pod) ?? '',
  ]);
  return { files: Object.fromEntries(files) };
}

function storedFiles(kind: StoreKind, reference: JsonObject, nameField: string, set: ManifestSet, namespace: string): Files {
  const name = textIn(reference[nameField]) ?? '';
  const isOptional = reference['optional'] === true;
  const values = storedValues(set, kind, namespace, name);
  if (!values) return isOptional ? { files: {} } : { obstacle: missing(kind, name) };
  if (!reference['items']) return { files: values };
  const files: [string, string][] = [];
  for (const item of objectsIn(reference['items'])) {
    const [key, path] = [textIn(item['key']) ?? '', textIn(item['path']) ?? ''];
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value !== undefined) files.push([path, value]);
    else if (!isOptional) {
      const code = kind === 'Secret' ? 'secret-key-missing' : 'config-map-key-missing';
      return { obstacle: { code, message: `references non-existent ${kind === 'Secret' ? 'secret' : 'config'} key: ${key}` } };
    }
  }
  return { files: Object.fromEntries(files) };
}

/** Where a container sees volumes. `subPathExpr` may name variables. */
export function planMounts(container: JsonObject, expand: (text: string) => string): readonly MountPlan[] {
  return objectsIn(container['volumeMounts']).map((mount) => {
    const expression = textIn(mount['subPathExpr']);
    const subPath = textIn(mount['subPath']) || (expression && expand(expression)) || undefined;
    return {
      volume: textIn(mount['name']) ?? '',
      mountPath: textIn(mount['mountPath']) ?? '',
      ...(subPath !== undefined && { subPath }),
      readOnly: mount['readOnly'] === true,
    };
  });
}

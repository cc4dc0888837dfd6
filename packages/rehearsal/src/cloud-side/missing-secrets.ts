import { type JsonObject, podTemplatePath } from '@alloydb-gke/core';
import { findManifest, type ManifestSet } from '../manifests/manifest-set';
import { objectIn, objectsIn, textIn } from '../pod-plan/json-fields';
import { nameOf } from '../pod-plan/pod-identity';
import type { PodPlan } from '../pod-plan/pod-plan';

/** A key of a Secret that the manifests do not have, and the variable that gets it. */
export interface MissingKey {
  readonly secret: string;
  readonly key: string;
  /** The variable; for a file the key in capitals, which says as much. */
  readonly variable: string;
}

/** The keys of Secrets that a pod needs and that are not there. What is optional is not needed. */
export function missingKeys(pod: PodPlan, set: ManifestSet): readonly MissingKey[] {
  const { kind, name, namespace } = pod.workload;
  const object = set.objects.find((one) => one.manifest.kind === kind && one.namespace === namespace && nameOf(one.manifest) === name);
  const path = object && podTemplatePath(object.manifest.apiVersion ?? '', kind);
  if (!object || !path) return [];
  const template = path.reduce<JsonObject>((value, field) => objectIn(value[field]), object.manifest);
  const spec = objectIn(template['spec']);
  const keys = [...objectsIn(spec['initContainers']), ...objectsIn(spec['containers'])].flatMap(keysOfContainer);
  const isMissing = ({ secret }: MissingKey): boolean => secret !== '' && !findManifest(set, 'Secret', namespace, secret);
  return [...keys, ...objectsIn(spec['volumes']).flatMap((volume) => keysOfVolume(volume, spec))].filter(isMissing);
}

function keysOfContainer(container: JsonObject): readonly MissingKey[] {
  const variables = objectsIn(container['env']);
  const single = variables.flatMap((variable): readonly MissingKey[] => {
    const reference = objectIn(objectIn(variable['valueFrom'])['secretKeyRef']);
    if (reference['optional'] === true) return [];
    return [{ secret: textIn(reference['name']) ?? '', key: textIn(reference['key']) ?? '', variable: textIn(variable['name']) ?? '' }];
  });
  const whole = objectsIn(container['envFrom']).flatMap((source): readonly MissingKey[] => {
    const reference = objectIn(source['secretRef']);
    if (reference['optional'] === true) return [];
    const [secret, prefix] = [textIn(reference['name']) ?? '', textIn(source['prefix']) ?? ''];
    // Nothing says which keys the Secret has: it is taken to have the password that the other variables lack.
    const names = variables.map(({ name }) => String(name));
    const host = names.find((name) => /(HOST|PGHOST)$/.test(name));
    const variable = host === undefined ? 'PGPASSWORD' : host.replace(/HOST$/, 'PASSWORD');
    return names.includes(variable) || !variable.startsWith(prefix) ? [] : [{ secret, key: variable.slice(prefix.length), variable }];
  });
  return [...single, ...whole];
}

function keysOfVolume(volume: JsonObject, spec: JsonObject): readonly MissingKey[] {
  const direct = volume['secret'] ? [{ ...objectIn(volume['secret']), name: objectIn(volume['secret'])['secretName'] }] : [];
  const projected = objectsIn(objectIn(volume['projected'])['sources']).map((source) => objectIn(source['secret']));
  return [...direct, ...projected].flatMap((reference: JsonObject): readonly MissingKey[] => {
    if (reference['optional'] === true) return [];
    const secret = textIn(reference['name']) ?? '';
    const items = objectsIn(reference['items']).map(({ key }) => String(key));
    const keys = items.length > 0 ? items : filesNamed(String(volume['name']), spec);
    return keys.map((key) => ({ secret, key, variable: key.toUpperCase().replace(/[^A-Z0-9]/g, '_') }));
  });
}

/** The files of a volume that variables name. */
function filesNamed(volume: string, spec: JsonObject): readonly string[] {
  const files = objectsIn(spec['containers']).flatMap((container) => {
    const mount = objectsIn(container['volumeMounts']).find(({ name }) => name === volume);
    const folder = textIn(mount?.['mountPath'])?.replace(/\/$/, '');
    const values = objectsIn(container['env']).map(({ value }) => textIn(value) ?? '');
    return folder === undefined
      ? []
      : values.filter((value) => value.startsWith(`${folder}/`)).map((value) => value.slice(folder.length + 1));
  });
  return files.length > 0 ? [...new Set(files)] : ['password'];
}

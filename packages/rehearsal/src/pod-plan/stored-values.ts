import { findManifest, type ManifestSet } from '../manifests/manifest-set';
import { objectIn } from './json-fields';

/** Where values are kept beside the pod. */
export type StoreKind = 'Secret' | 'ConfigMap';

/** The values of a Secret or a ConfigMap by their key, as containers get them; undefined where there is none. */
export function storedValues(
  set: ManifestSet,
  kind: StoreKind,
  namespace: string,
  name: string,
): Readonly<Record<string, string>> | undefined {
  const found = findManifest(set, kind, namespace, name);
  if (!found) return undefined;
  const { data, stringData, binaryData } = found.manifest;
  const decoded = (values: unknown): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(objectIn(values)).map(([key, value]) => [key, Buffer.from(String(value), 'base64').toString('utf8')]),
    );
  const texts = (values: unknown): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(objectIn(values)).map(([key, value]) => [key, String(value)]));
  return kind === 'Secret' ? { ...decoded(data), ...texts(stringData) } : { ...decoded(binaryData), ...texts(data) };
}

/** The values that `valueFrom` and `envFrom` can reach: not the binary ones of a ConfigMap. */
export function storedTexts(
  set: ManifestSet,
  kind: StoreKind,
  namespace: string,
  name: string,
): Readonly<Record<string, string>> | undefined {
  const values = storedValues(set, kind, namespace, name);
  if (kind === 'Secret' || !values) return values;
  const binary = objectIn(findManifest(set, kind, namespace, name)?.manifest['binaryData']);
  return Object.fromEntries(Object.entries(values).filter(([key]) => !Object.hasOwn(binary, key)));
}

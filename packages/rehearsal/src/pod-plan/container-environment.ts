import type { JsonObject } from '@alloydb-gke/core';
import type { ManifestSet } from '../manifests/manifest-set';
import { expandVariables } from './expand-variables';
import { objectIn, objectsIn, textIn } from './json-fields';
import type { PodIdentity } from './pod-identity';
import type { ContainerObstacle } from './pod-plan';
import { resolveField, resolveResource } from './resolve-field';
import { type StoreKind, storedTexts } from './stored-values';

/** What the variables of a container come from. */
export interface EnvironmentSources {
  readonly set: ManifestSet;
  readonly pod: PodIdentity;
  /** The variables of Services, which everything else goes before. */
  readonly serviceLinks: Readonly<Record<string, string>>;
}

/** The variables of a container. */
export interface ResolvedEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Names of those whose value comes from a Secret. */
  readonly secretVariables: readonly string[];
  /** The first thing that is not there: kubelet stops at it. */
  readonly obstacle: ContainerObstacle | undefined;
}

/** A value that was looked up; `nothing` leaves the variable out, for a reference that is optional. */
type Found = { readonly value: string; readonly isSecret: boolean } | { readonly obstacle: ContainerObstacle } | 'nothing';

/**
 * The environment of a container as kubelet makes it: `envFrom` in its order, then `env`, each later one over those before it;
 * `$(NAME)` stands for a variable that was made before, or for one of a Service.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables)
 */
export function containerEnvironment(container: JsonObject, sources: EnvironmentSources): ResolvedEnvironment {
  const made = new Map<string, string>();
  const secret = new Set<string>();
  let obstacle: ContainerObstacle | undefined;
  const put = (name: string, value: string, isSecret: boolean): void => {
    made.set(name, value);
    if (isSecret) secret.add(name);
    else secret.delete(name);
  };
  for (const source of objectsIn(container['envFrom'])) {
    const read = readSource(source, sources);
    if ('obstacle' in read) obstacle ??= read.obstacle;
    else for (const [name, value] of Object.entries(read.values)) put(name, value, read.isSecret);
  }
  for (const variable of objectsIn(container['env'])) {
    const name = textIn(variable['name']) ?? '';
    const value = textIn(variable['value']);
    if (value !== undefined && value !== '') {
      const names = [...value.matchAll(/\$\(([^)]*)\)/g)].map(([, one = '']) => one);
      const expanded = expandVariables(value, (one) => made.get(one) ?? ownText(sources.serviceLinks, one));
      put(
        name,
        expanded,
        names.some((one) => secret.has(one)),
      );
      continue;
    }
    const found = variable['valueFrom'] ? lookUp(objectIn(variable['valueFrom']), container, sources) : { value: '', isSecret: false };
    if (found === 'nothing') continue;
    if ('obstacle' in found) obstacle ??= found.obstacle;
    else put(name, found.value, found.isSecret);
  }
  const variables = { HOSTNAME: sources.pod.name, ...sources.serviceLinks, ...Object.fromEntries(made) };
  return { variables, secretVariables: [...secret], obstacle };
}

type ReadSource =
  | { readonly values: Readonly<Record<string, string>>; readonly isSecret: boolean }
  | { readonly obstacle: ContainerObstacle };

function readSource(source: JsonObject, { set, pod }: EnvironmentSources): ReadSource {
  const kind: StoreKind = source['secretRef'] ? 'Secret' : 'ConfigMap';
  const reference = objectIn(source[kind === 'Secret' ? 'secretRef' : 'configMapRef']);
  const name = textIn(reference['name']) ?? '';
  const values = storedTexts(set, kind, pod.namespace, name);
  if (!values) return reference['optional'] === true ? { values: {}, isSecret: false } : { obstacle: missing(kind, name) };
  const prefix = textIn(source['prefix']) ?? '';
  const named = Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value] as const);
  return { values: Object.fromEntries(named.filter(([one]) => isVariableName(one))), isSecret: kind === 'Secret' };
}

function lookUp(from: JsonObject, container: JsonObject, { set, pod }: EnvironmentSources): Found {
  if (from['secretKeyRef']) return lookUpKey('Secret', objectIn(from['secretKeyRef']), set, pod.namespace);
  if (from['configMapKeyRef']) return lookUpKey('ConfigMap', objectIn(from['configMapKeyRef']), set, pod.namespace);
  const path = textIn(objectIn(from['fieldRef'])['fieldPath']);
  const value = path === undefined ? resolveResource(objectIn(from['resourceFieldRef']), container) : resolveField(path, pod);
  if (value !== undefined) return { value, isSecret: false };
  const what = path ?? JSON.stringify(Object.keys(from));
  return { obstacle: { code: 'field-not-supported', message: `unsupported fieldPath: ${what}` } };
}

function lookUpKey(kind: StoreKind, reference: JsonObject, set: ManifestSet, namespace: string): Found {
  const name = textIn(reference['name']) ?? '';
  const key = textIn(reference['key']) ?? '';
  const values = storedTexts(set, kind, namespace, name);
  const value = values && ownText(values, key);
  if (value !== undefined) return { value, isSecret: kind === 'Secret' };
  if (reference['optional'] === true) return 'nothing';
  return { obstacle: values ? missingKey(kind, namespace, name, key) : missing(kind, name) };
}

/** As kubelet says it. */
export function missing(kind: StoreKind, name: string): ContainerObstacle & { readonly code: 'secret-missing' | 'config-map-missing' } {
  return kind === 'Secret'
    ? { code: 'secret-missing', message: `secret "${name}" not found` }
    : { code: 'config-map-missing', message: `configmap "${name}" not found` };
}

function missingKey(kind: StoreKind, namespace: string, name: string, key: string): ContainerObstacle {
  const code = kind === 'Secret' ? 'secret-key-missing' : 'config-map-key-missing';
  return { code, message: `couldn't find key ${key} in ${kind} ${namespace}/${name}` };
}

/** Kubernetes takes any printable ASCII but the equals sign. */
function isVariableName(name: string): boolean {
  return /^[ -<>-~]+$/.test(name);
}

/** A key may be called as what every object inherits: `constructor`. */
function ownText(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

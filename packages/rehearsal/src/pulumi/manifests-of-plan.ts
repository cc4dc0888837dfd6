import { isJsonObject, type JsonObject, type Manifest, podTemplatePath, workloadIdentityAnnotation } from '@alloydb-gke/core';
import { collectManifests, type FoundValue } from '../manifests/collect-manifests';
import type { ManifestSet, ReadManifest, ReadOptions } from '../manifests/manifest-set';
import { objectIn, textIn } from '../pod-plan/json-fields';
import { isHidden, isUnknown } from './marked-values';
import type { PulumiResource } from './pulumi-resource';
import type { PulumiValues } from './pulumi-values';
import { mattersToPod } from './unknown-leaf';
import { withoutLeaves } from './without-leaves';

/** The Kubernetes objects of a plan. */
export interface PlanManifests {
  readonly set: ManifestSet;
  /** Secrets of which a value is not shown, with those of their keys whose values are. */
  readonly hiddenSecrets: readonly ReadManifest[];
}

/**
 * The Kubernetes objects that a plan declares, without what Pulumi keeps for itself. A value that is not known is left out where
 * no pod with an Auth Proxy depends on it; else it is a problem.
 *
 * @throws RehearsalError if an object is none, or is there twice
 */
export function manifestsOfPlan(values: PulumiValues, options: ReadOptions): PlanManifests {
  const objects = values.plan.resources.filter(isObject);
  const patches = objects.filter(({ type }) => type.endsWith('Patch'));
  const found = objects.filter((one) => !patches.includes(one)).map((one) => read(one, values));
  const whole = [...found, ...patchesOfAccounts(patches, found, values)].filter((one) => one !== undefined);
  const { objects: all } = collectManifests(whole, options);
  const isHiddenSecret = ({ manifest }: ReadManifest): boolean => manifest.kind === 'Secret' && manifest['hidden'] === true;
  return { set: { objects: all.filter((one) => !isHiddenSecret(one)) }, hiddenSecrets: all.filter(isHiddenSecret) };
}

/** A chart, a file of YAML and a provider are resources without an object; a release of Helm has its objects where nobody sees them. */
function isObject({ type, inputs }: PulumiResource): boolean {
  return type.startsWith('kubernetes:') && textIn(inputs['apiVersion']) !== undefined && textIn(inputs['kind']) !== undefined;
}

function read(resource: PulumiResource, values: PulumiValues): FoundValue | undefined {
  const inputs = withoutNoise(resource.inputs);
  const { kind, apiVersion } = inputs;
  if (kind === 'Secret') return { value: secret(inputs), origin: resource.origin };
  const isWorkload = podTemplatePath(apiVersion ?? '', kind) !== undefined;
  const matters = isWorkload ? mattersToPod(inputs) : kind === 'ServiceAccount' ? mattersToIdentity : isName;
  const value = withoutLeaves(inputs, (leaf, path) => {
    if (!isUnknown(leaf) && !isHidden(leaf)) return leaf;
    const email = path.at(-1) === workloadIdentityAnnotation ? values.emailFrom(resource, 'metadata') : undefined;
    if (email !== undefined) return email;
    const isNeeded = matters(path) && (isWorkload || kind === 'ServiceAccount' || kind === 'ConfigMap');
    if (isNeeded) values.missing(resource, path.join('.'), leaf);
    return undefined;
  }) as Manifest;
  const name: unknown = value.metadata?.name ?? value.metadata?.['generateName'];
  return name === undefined ? undefined : { value, origin: resource.origin };
}

const isName = (path: readonly string[]): boolean => /^metadata(\.name(space)?)?$/.test(path.join('.'));
const mattersToIdentity = (path: readonly string[]): boolean =>
  isName(path) || path.join('.') === 'metadata.annotations' || path.at(-1) === workloadIdentityAnnotation;

/** What the provider and the engine keep in the inputs beside the object. */
function withoutNoise(inputs: JsonObject): Manifest & { readonly kind: string } {
  const { status: _, ...fields } = inputs;
  const own = Object.fromEntries(Object.entries(fields).filter(([field]) => !field.startsWith('__')));
  const metadata = objectIn(own['metadata']);
  const annotations = Object.entries(objectIn(metadata['annotations'])).filter(([name]) => !name.startsWith('pulumi.com/'));
  const { annotations: said, ...rest } = metadata;
  const kept = isJsonObject(said) ? { ...rest, ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }) } : metadata;
  return { ...own, ...(isJsonObject(own['metadata']) && { metadata: kept }) } as Manifest & { readonly kind: string };
}

/** A Secret is often hidden as a whole, with its keys. */
function secret(inputs: Manifest): Manifest {
  const isMarked = (value: unknown): boolean => isUnknown(value) || isHidden(value);
  const fields = ['data', 'stringData'].map((field) => [field, inputs[field]] as const);
  const isHiding = fields.some(([, value]) => isMarked(value) || Object.values(objectIn(value)).some(isMarked));
  if (!isHiding) return inputs;
  const shown = fields.map(([field, value]) => [
    field,
    Object.fromEntries(Object.entries(objectIn(value)).filter(([, one]) => !isMarked(one))),
  ]);
  return { ...inputs, ...Object.fromEntries(shown), hidden: true };
}

/** An annotation on a Kubernetes service account that exists: the account with what is known of it. */
function patchesOfAccounts(
  patches: readonly PulumiResource[],
  found: readonly (FoundValue | undefined)[],
  values: PulumiValues,
): readonly (FoundValue | undefined)[] {
  const isThere = (value: unknown): boolean => {
    const { kind, metadata } = value as Manifest;
    return found.some((one) => {
      const other = one?.value as Manifest | undefined;
      return other?.kind === kind && other?.metadata?.name === metadata?.name && other?.metadata?.namespace === metadata?.namespace;
    });
  };
  return patches
    .filter(({ inputs }) => inputs['kind'] === 'ServiceAccount')
    .map((one) => read(one, values))
    .filter((one) => one !== undefined && !isThere(one.value));
}

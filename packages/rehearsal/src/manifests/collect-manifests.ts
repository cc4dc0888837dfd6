import { type Manifest, type Problem, quote } from '@alloydb-gke/core';
import { problem } from '../rehearsal-codes';
import { throwIfAny } from '../rehearsal-error';
import type { ManifestSet, ReadManifest, ReadOptions } from './manifest-set';

/** A value that was read and may be a Kubernetes object, or a list of them. */
export interface FoundValue {
  readonly value: unknown;
  readonly origin: string;
  /** Where the items of a list stand. */
  readonly itemOrigin?: (index: number) => string;
  /** It lies in a folder among others: without apiVersion and kind it is something else, and is left out. */
  readonly mayBeAnythingElse?: boolean;
}

/**
 * Makes a set of what was read: lists are opened, nothing at all is left out, the same object twice is a mistake.
 *
 * @param earlier what was wrong before
 * @throws RehearsalError with every problem at once
 */
export function collectManifests(found: readonly FoundValue[], options: ReadOptions, earlier: readonly Problem[] = []): ManifestSet {
  const problems: Problem[] = [...earlier];
  const objects = found.flatMap((one) => open(one, options.namespace ?? 'default', problems));
  const first = new Map<string, ReadManifest>();
  for (const object of objects) {
    const { manifest, namespace, origin } = object;
    const key = `${manifest.kind} ${namespace}/${manifest.metadata?.name} ${String(manifest.apiVersion).split('/').slice(0, -1).join('/')}`;
    const other = manifest.metadata?.name === undefined ? undefined : first.get(key);
    if (other)
      problems.push(
        problem('manifest-twice', origin, { object: `The ${manifest.kind} ${quote(manifest.metadata?.name)}`, origin: other.origin }),
      );
    else first.set(key, object);
  }
  throwIfAny(problems);
  return { objects };
}

function open(found: FoundValue, namespace: string, problems: Problem[]): readonly ReadManifest[] {
  const { value, origin } = found;
  // A document with nothing in it, or a list of values that an entry of was switched off.
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object' || Array.isArray(value)) {
    if (found.mayBeAnythingElse) return [];
    problems.push(problem('manifest-not-an-object', origin, { value: Array.isArray(value) ? 'A list' : quote(value) }));
    return [];
  }
  const manifest = value as Manifest;
  const isNothing = manifest.apiVersion === undefined && manifest.kind === undefined;
  if (isNothing && found.mayBeAnythingElse) return [];
  if (String(manifest.apiVersion).startsWith('kustomize.config.k8s.io/')) {
    problems.push(problem('manifest-kustomization', origin, { folder: origin.replace(/[^/]*$/, '') || '.' }));
    return [];
  }
  const items = manifest['items'];
  if (typeof manifest.kind === 'string' && manifest.kind.endsWith('List') && Array.isArray(items)) {
    return items.flatMap((item: unknown, index) =>
      open({ value: item, origin: found.itemOrigin?.(index) ?? `${origin} items[${index}]` }, namespace, problems),
    );
  }
  const missing = missingFields(manifest);
  if (missing.length > 0) {
    problems.push(problem('manifest-without-field', origin, { field: missing.join(', and no ') }));
    return [];
  }
  const own: unknown = manifest.metadata?.namespace;
  return [{ manifest, origin, namespace: typeof own === 'string' && own !== '' ? own : namespace }];
}

function missingFields({ apiVersion, kind, metadata }: Manifest): readonly string[] {
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
  return [
    ...(isText(apiVersion) ? [] : ['apiVersion']),
    ...(isText(kind) ? [] : ['kind']),
    ...(isText(metadata?.name) || isText(metadata?.['generateName']) ? [] : ['metadata.name']),
  ];
}

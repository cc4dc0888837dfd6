import { collectManifests } from './collect-manifests';
import type { ManifestSet, ReadOptions } from './manifest-set';

/**
 * Takes manifests that a program made: of `Testing.synth(chart)`, for one.
 *
 * @throws RehearsalError with everything that is no Kubernetes object, all at once
 */
export function readManifestObjects(objects: readonly object[], options: ReadOptions = {}): ManifestSet {
  return collectManifests(
    objects.map((value, index) => ({ value, origin: `manifest ${index + 1}` })),
    options,
  );
}

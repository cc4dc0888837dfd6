import type { V1PodSpec } from '@kubernetes/client-node';
import { checkQuantity } from './check-resources';
import { below, type Complain, complainOfDuplicates } from './complaint';
import { nameProblem } from './name-rules';
import type { PlacedContainer } from './placed-container';

/**
 * Volumes with one name and one source each, and mounts of volumes that exist.
 *
 * @param claimed names of volumes that come from elsewhere: a StatefulSet's claim templates
 */
export function checkVolumes(
  spec: V1PodSpec,
  path: string,
  containers: readonly PlacedContainer[],
  claimed: readonly string[],
  complain: Complain,
): void {
  const volumes = spec.volumes ?? [];
  const place = (index: number): string => below(below(path, 'volumes'), index);
  volumes.forEach((volume, index) => {
    const problem = nameProblem(volume.name, 'dns-label');
    if (problem !== undefined) complain(below(place(index), 'name'), problem);
    const sources = Object.entries(volume).filter(([key, source]) => key !== 'name' && source !== undefined);
    if (sources.length !== 1) complain(place(index), `expected one source, got ${sources.length}`);
    const limit = volume.emptyDir?.sizeLimit;
    if (limit !== undefined) checkQuantity(limit, below(below(place(index), 'emptyDir'), 'sizeLimit'), complain);
  });
  const names = volumes.map(({ name }) => name);
  complainOfDuplicates(names, (index) => below(place(index), 'name'), complain);
  for (const placed of containers) checkMounts(placed, [...names, ...claimed], complain);
}

function checkMounts({ container, path }: PlacedContainer, volumes: readonly string[], complain: Complain): void {
  const mounts = container.volumeMounts ?? [];
  const place = (index: number): string => below(below(path, 'volumeMounts'), index);
  mounts.forEach(({ name, mountPath }, index) => {
    if (!volumes.includes(name)) complain(below(place(index), 'name'), `the pod has no volume called "${name}"`);
    if (mountPath === '') complain(below(place(index), 'mountPath'), 'required');
  });
  complainOfDuplicates(
    mounts.map(({ mountPath }) => mountPath),
    (index) => below(place(index), 'mountPath'),
    complain,
  );
}

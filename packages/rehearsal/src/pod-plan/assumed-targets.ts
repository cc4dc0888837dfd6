import type { DatabaseTarget } from '@alloydb-gke/core';
import { type CloudOfPod, cloudLogin } from './cloud-login';
import { roleOf } from './plan-container';
import type { ContainerPlan, PodPlan } from './pod-plan';
import { placeText, servedPlaces } from './served-places';

type Containers = Pick<PodPlan, 'initContainers' | 'containers'>;

/**
 * Where no variable of a pod names a database, its first container that is no proxy is taken for what uses it: by what its proxies
 * listen on, as a database user of the cloud side.
 */
export function withAssumedTargets(pod: Containers, ending: PodPlan['ending'], cloud: CloudOfPod): Containers {
  const all = [...pod.initContainers, ...pod.containers];
  if (all.some(({ role }) => role === 'application' || role === 'task')) return pod;
  const first = pod.containers.find(({ role }) => role === 'bystander');
  const targets = servedPlaces(pod).map(
    ({ place, uri, invocation }): DatabaseTarget => ({
      from: `assumed:${placeText(place)}`,
      ...place,
      ...cloudLogin(invocation, uri, cloud),
    }),
  );
  if (!first || targets.length === 0) return pod;
  const changed = (container: ContainerPlan): ContainerPlan =>
    container === first ? { ...container, role: roleOf(container.place, true, ending), assumedTargets: targets } : container;
  return { initContainers: pod.initContainers, containers: pod.containers.map(changed) };
}

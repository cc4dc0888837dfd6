import type { V1PodSpec } from '@kubernetes/client-node';
import { checkEnvironment } from './check-environment';
import { checkPorts } from './check-ports';
import { checkProbes } from './check-probes';
import { checkResources } from './check-resources';
import { checkSecurityContext } from './check-security-context';
import { checkVolumes } from './check-volumes';
import { below, type Complain, complainOfDuplicates } from './complaint';
import { nameProblem } from './name-rules';
import { type PlacedContainer, placedContainers } from './placed-container';

/** What only a server checks in the spec of a pod. */
export function checkPod(spec: V1PodSpec, path: string, claimedVolumes: readonly string[], complain: Complain): void {
  const containers = placedContainers(spec, path);
  if ((spec.containers ?? []).length === 0) complain(below(path, 'containers'), 'required');
  for (const placed of containers) checkContainer(placed, spec, complain);
  complainOfDuplicates(
    containers.map(({ container }) => container.name),
    (index) => below(containers[index]?.path ?? '', 'name'),
    complain,
  );
  checkPorts(containers, complain);
  checkVolumes(spec, path, containers, claimedVolumes, complain);
  const account = spec.serviceAccountName === undefined ? undefined : nameProblem(spec.serviceAccountName, 'dns-subdomain');
  if (account !== undefined) complain(below(path, 'serviceAccountName'), account);
  if ((spec.terminationGracePeriodSeconds ?? 0) < 0) {
    complain(below(path, 'terminationGracePeriodSeconds'), `${spec.terminationGracePeriodSeconds} is less than 0`);
  }
}

function checkContainer(placed: PlacedContainer, spec: V1PodSpec, complain: Complain): void {
  const { container, path, role } = placed;
  const name = nameProblem(container.name, 'dns-label');
  if (name !== undefined) complain(below(path, 'name'), name);
  if (container.image === undefined || container.image === '') complain(below(path, 'image'), 'required');
  else if (container.image !== container.image.trim()) complain(below(path, 'image'), 'an image has no spaces around it');
  if (container.imagePullPolicy !== undefined && !['Always', 'IfNotPresent', 'Never'].includes(container.imagePullPolicy)) {
    complain(below(path, 'imagePullPolicy'), `"${container.imagePullPolicy}" is not Always, IfNotPresent or Never`);
  }
  // Servers before Kubernetes 1.34 refuse every other use.
  if (role !== 'native sidecar' && container.restartPolicy !== undefined) {
    complain(below(path, 'restartPolicy'), 'only an init container has one, and it is Always');
  }
  checkEnvironment(placed, complain);
  checkProbes(placed, complain);
  checkResources(container.resources ?? {}, below(path, 'resources'), complain);
  checkSecurityContext(placed, spec, complain);
}

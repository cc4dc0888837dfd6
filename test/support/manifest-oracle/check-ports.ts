import type { V1Container, V1ContainerPort } from '@kubernetes/client-node';
import { below, type Complain, complainOfDuplicates } from './complaint';
import { nameProblem } from './name-rules';
import type { PlacedContainer } from './placed-container';

/** Port numbers and names of all containers of a pod, which share one network namespace. */
export function checkPorts(containers: readonly PlacedContainer[], complain: Complain): void {
  const ports = containers.flatMap(({ container, path }) =>
    (container.ports ?? []).map((port, index) => ({ port, path: below(below(path, 'ports'), index) })),
  );
  for (const { port, path } of ports) checkPort(port, path, complain);
  complainOfDuplicates(
    ports.map(({ port }) => port.name),
    (index) => below(ports[index]?.path ?? '', 'name'),
    complain,
  );
  complainOfDuplicates(
    ports.map(({ port }) => `${port.containerPort}/${port.protocol ?? 'TCP'}`),
    (index) => below(ports[index]?.path ?? '', 'containerPort'),
    complain,
  );
}

export function isPortNumber(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

/** Whether a container has a port of this name. */
export function hasPort(container: V1Container, name: string): boolean {
  return (container.ports ?? []).some((port) => port.name === name);
}

function checkPort(port: V1ContainerPort, path: string, complain: Complain): void {
  if (!isPortNumber(port.containerPort)) complain(below(path, 'containerPort'), `${port.containerPort} is not between 1 and 65535`);
  if (port.hostPort !== undefined && !isPortNumber(port.hostPort)) {
    complain(below(path, 'hostPort'), `${port.hostPort} is not between 1 and 65535`);
  }
  if (port.protocol !== undefined && !['TCP', 'UDP', 'SCTP'].includes(port.protocol)) {
    complain(below(path, 'protocol'), `"${port.protocol}" is not TCP, UDP or SCTP`);
  }
  const problem = port.name === undefined ? undefined : nameProblem(port.name, 'port-name');
  if (problem !== undefined) complain(below(path, 'name'), problem);
}

import type { V1LifecycleHandler, V1Probe } from '@kubernetes/client-node';
import { hasPort, isPortNumber } from './check-ports';
import { below, type Complain } from './complaint';
import type { PlacedContainer } from './placed-container';

const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;
const handlers = ['exec', 'grpc', 'httpGet', 'tcpSocket'] as const;
const hookHandlers = ['exec', 'httpGet', 'sleep', 'tcpSocket'] as const;
const atLeastOne = ['periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold', 'terminationGracePeriodSeconds'] as const;

/** Probes and lifecycle hooks: only where they may be, with one handler that reaches a port of this container. */
export function checkProbes(placed: PlacedContainer, complain: Complain): void {
  const { container, path, role } = placed;
  for (const name of [...probes, 'lifecycle'] as const) {
    if (role === 'regular init container' && container[name] !== undefined) {
      complain(below(path, name), 'a regular init container has no probes and no lifecycle');
    }
  }
  for (const name of probes) {
    const probe = container[name];
    if (probe !== undefined) checkProbe(placed, name, probe, complain);
  }
  for (const name of ['postStart', 'preStop'] as const) {
    const hook = container.lifecycle?.[name];
    if (hook !== undefined) checkHandler(placed, hook, hookHandlers, below(below(path, 'lifecycle'), name), complain);
  }
}

function checkProbe(placed: PlacedContainer, name: (typeof probes)[number], probe: V1Probe, complain: Complain): void {
  const path = below(placed.path, name);
  checkHandler(placed, probe, handlers, path, complain);
  for (const field of atLeastOne) {
    const value = probe[field];
    if (value !== undefined && value < 1) complain(below(path, field), `${value} is less than 1`);
  }
  if ((probe.initialDelaySeconds ?? 0) < 0) complain(below(path, 'initialDelaySeconds'), `${probe.initialDelaySeconds} is less than 0`);
  if (name === 'readinessProbe') {
    if (probe.terminationGracePeriodSeconds !== undefined) {
      complain(below(path, 'terminationGracePeriodSeconds'), 'a readiness probe ends no container');
    }
  } else if ((probe.successThreshold ?? 1) !== 1) {
    complain(below(path, 'successThreshold'), `a ${name.replace('Probe', ' probe')} succeeds at once: 1, not ${probe.successThreshold}`);
  }
}

function checkHandler<Name extends string>(
  { container }: PlacedContainer,
  handler: V1Probe | V1LifecycleHandler,
  allowed: readonly Name[],
  path: string,
  complain: Complain,
): void {
  const given = allowed.filter((name) => handler[name as keyof typeof handler] !== undefined);
  if (given.length !== 1) complain(path, `expected one of ${allowed.join(', ')}, got ${given.join(' and ') || 'none'}`);
  for (const name of ['httpGet', 'tcpSocket'] as const) {
    const target = handler[name];
    if (target === undefined) continue;
    const portPath = below(below(path, name), 'port');
    if (typeof target.port === 'number' && !isPortNumber(target.port)) complain(portPath, `${target.port} is not between 1 and 65535`);
    if (typeof target.port === 'string' && !hasPort(container, target.port)) {
      complain(portPath, `the container "${container.name}" has no port called "${target.port}"`);
    }
    // Without a host kubelet asks the pod; 127.0.0.1 would be the node. Forbidden by Pod Security since Kubernetes 1.34.
    if (target.host !== undefined) complain(below(below(path, name), 'host'), 'a probe or hook names no host');
  }
}

import { isJsonObject } from '../kubernetes/json';
import type { Container, PodSpec } from '../kubernetes/pod';
import type { TakenPort } from '../proxy-container/port-allocation';
import { listenersOf } from '../proxy-flags/listeners';
import { isAuthProxy, parsedProxy } from './other-proxies';

/**
 * The ports that the other containers of the pod declare or are probed on, and those that other Auth Proxies listen on.
 * The first holder counts.
 */
export function takenPorts(spec: PodSpec, own: ReadonlySet<string>): ReadonlyMap<number, TakenPort> {
  const taken = new Map<number, TakenPort>();
  const take = (ports: readonly number[], holder: TakenPort): void => {
    for (const port of ports) if (!taken.has(port)) taken.set(port, holder);
  };
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    if (own.has(container.name)) continue;
    const holder = `container "${container.name}"`;
    if (isAuthProxy(container)) take(proxyPorts(container), { holder, isProxy: true });
    else take([...declaredPorts(container), ...probedPorts(container)], { holder, isProxy: false });
  }
  return taken;
}

function declaredPorts({ ports }: Container): readonly number[] {
  return (ports ?? []).filter(({ protocol }) => (protocol ?? 'TCP') === 'TCP').map(({ containerPort }) => containerPort);
}

/** A probe of a container goes to a port that the container listens on, declared or not. */
function probedPorts(container: Container): readonly number[] {
  return ['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((name) => {
    const probe = container[name];
    if (!isJsonObject(probe)) return [];
    return ['httpGet', 'tcpSocket', 'grpc'].flatMap((kind) => {
      const action = probe[kind];
      return isJsonObject(action) && typeof action['port'] === 'number' ? [action['port']] : [];
    });
  });
}

/** The ports that an Auth Proxy listens on. */
function proxyPorts(container: Container): readonly number[] {
  const parsed = parsedProxy(container);
  if (parsed.command !== 'serve') return [];
  const { flags, instances } = parsed.invocation;
  // Its admin server has a port even where it is off: two proxies that both named 9091 would clash once one switched it on.
  const servers = { ...flags, healthCheck: true, quitquitquit: true };
  return listenersOf({ flags: servers, instances }).flatMap((listener) => (listener.network === 'tcp' ? [listener.port] : []));
}

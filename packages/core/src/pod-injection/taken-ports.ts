import type { PodSpec } from '../kubernetes/pod';
import type { TakenPort } from '../proxy-container/port-allocation';
import { listenersOf } from '../proxy-flags/listeners';
import { parseArgs } from '../proxy-flags/parse-args';
import { isAuthProxy } from './other-proxies';

/** The ports that the other containers of the pod declare, and those that other Auth Proxies listen on. */
export function takenPorts(spec: PodSpec, own: ReadonlySet<string>): ReadonlyMap<number, TakenPort> {
  const taken = new Map<number, TakenPort>();
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    if (own.has(container.name)) continue;
    const holder = `container "${container.name}"`;
    for (const { containerPort } of container.ports ?? []) taken.set(containerPort, { holder, isProxy: false });
    if (isAuthProxy(container)) for (const port of proxyPorts(container.args ?? [])) taken.set(port, { holder, isProxy: true });
  }
  return taken;
}

/** The ports that an Auth Proxy with these arguments listens on. */
function proxyPorts(args: readonly string[]): readonly number[] {
  const parsed = parseArgs(args);
  if (parsed.command !== 'serve') return [];
  const { flags, instances } = parsed.invocation;
  // Its admin server has a port even where it is off: two proxies that both named 9091 would clash once one switched it on.
  const servers = { ...flags, healthCheck: true, quitquitquit: true };
  return listenersOf({ flags: servers, instances }).flatMap((listener) => (listener.network === 'tcp' ? [listener.port] : []));
}

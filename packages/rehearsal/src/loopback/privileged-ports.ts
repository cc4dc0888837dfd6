import { readFileSync } from 'node:fs';
import { listenersOf, type Problem } from '@alloydb-gke/core';
import type { PodPlan } from '../pod-plan/pod-plan';
import { problem } from '../rehearsal-codes';

/** Which ports this process may not listen on. */
export interface PortRight {
  /** The first port that everybody may listen on. */
  readonly firstFreePort: number;
  /** Whether this process may listen below it. */
  readonly below: boolean;
}

/**
 * The ports of proxies that this process may not listen on. In a pod they are open to everybody, and in a private network too;
 * on loopback addresses the proxy runs as whoever rehearses.
 */
export function privilegedPorts(plans: readonly PodPlan[], { firstFreePort, below }: PortRight = ownRight()): readonly Problem[] {
  if (below) return [];
  return plans.flatMap(({ workload, initContainers, containers }) =>
    [...initContainers, ...containers].flatMap(({ name, invocation }) =>
      (invocation ? listenersOf(invocation) : [])
        .flatMap((listener) => (listener.network === 'tcp' && listener.port > 0 && listener.port < firstFreePort ? [listener.port] : []))
        .map((port) => problem('port-needs-right', `${workload.kind}/${workload.name}`, { proxy: name, port, first: firstFreePort })),
    ),
  );
}

/** Source: https://docs.kernel.org/networking/ip-sysctl.html (ip_unprivileged_port_start) and capabilities(7), CAP_NET_BIND_SERVICE. */
function ownRight(): PortRight {
  const bindService = 10n;
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(textOf('/proc/self/status'))?.[1];
  return {
    firstFreePort: Number(textOf('/proc/sys/net/ipv4/ip_unprivileged_port_start') || 1024),
    below: capabilities === undefined ? process.getuid?.() === 0 : ((BigInt(`0x${capabilities}`) >> bindService) & 1n) === 1n,
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return ''; // Not on Linux.
  }
}

import type { CaseValues, CauseCode, TcpListener } from '@alloydb-gke/core';
import type { ProbeAction, ProbePlan } from '../pod-plan/probe-plan';
import { ownCommand } from './own-command';
import type { ProbeFailure } from './pod-facts';
import { listeningOn, type PodView, type ProxyView } from './pod-view';
import type { FoundCause } from './verdict';

/** Where the Auth Proxy's HTTP server is, and where "wait" asks, when nobody says. */
const defaultPort = 9090;

/** Why a probe of a proxy failed for good. */
export function probeCause(pod: PodView, proxy: ProxyView, probe: ProbePlan, { message }: ProbeFailure): FoundCause {
  const server = tcpListener(proxy, ({ server: what }) => what === 'http');
  const cause = causeOf(proxy, probe, message, server);
  const values: Partial<CaseValues> = {
    ...pod.values,
    proxy: proxy.plan.name,
    container: proxy.plan.name,
    probe: probe.kind,
    message,
    listening: listeningOn(proxy),
    port: String(portAsked(proxy, probe.action) ?? defaultPort),
    path: 'path' in probe.action ? probe.action.path : '/',
    address: server?.address ?? '127.0.0.1',
    healthPort: String(server?.port ?? defaultPort),
  };
  return { cause, values, seen: message };
}

function causeOf(proxy: ProxyView, { action, kind }: ProbePlan, message: string, server: TcpListener | undefined): CauseCode {
  if (/executable file not found|no such file or directory/.test(message)) return 'image-has-no-shell';
  if (/max connections reached/.test(message)) return 'readiness-follows-connections';
  if (/connection refused/.test(message) && action.kind !== 'exec') {
    if (server?.port === action.port) return isLoopback(server.address) ? 'probe-cannot-reach-proxy' : usualCause(kind);
    const isDatabase = tcpListener(proxy, (one) => one.server === 'database' && one.port === action.port) !== undefined;
    return isDatabase ? 'probe-of-database-port' : 'probe-without-health-server';
  }
  if (/statuscode: 404|status code: 404/.test(message)) {
    return proxy.invocation.flags.healthCheck ? 'probe-path-unknown' : 'probe-without-health-server';
  }
  return isAskedInVain(proxy, action, server) ? 'probe-without-health-server' : usualCause(kind);
}

function usualCause(kind: ProbePlan['kind']): CauseCode {
  return kind === 'liveness' ? 'liveness-restarts-proxy' : 'probe-too-strict';
}

/** Whether the probe runs "wait", and no health server is where that asks: it says no more than that it failed. */
function isAskedInVain(proxy: ProxyView, action: ProbeAction, server: TcpListener | undefined): boolean {
  const command = action.kind === 'exec' ? ownCommand(proxy.plan, action.command) : undefined;
  if (command?.command !== 'wait') return false;
  if (server === undefined || server.port !== portAsked(proxy, action) || !proxy.invocation.flags.healthCheck) return true;
  const { httpAddress = 'localhost' } = command.flags;
  const isEverywhere = server.address === '0.0.0.0' || server.address === '::';
  return !isEverywhere && server.address !== (httpAddress === 'localhost' ? '127.0.0.1' : httpAddress);
}

/** The port that a probe asks at; undefined for a command that is none of the Auth Proxy. */
function portAsked(proxy: ProxyView, action: ProbeAction): number | undefined {
  if (action.kind !== 'exec') return action.port;
  const command = ownCommand(proxy.plan, action.command);
  return command?.command === 'wait' ? (command.flags.httpPort ?? defaultPort) : undefined;
}

function tcpListener({ listeners }: ProxyView, isMeant: (listener: TcpListener) => boolean): TcpListener | undefined {
  return listeners.find((listener): listener is TcpListener => listener.network === 'tcp' && isMeant(listener));
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address === 'localhost';
}

import type { CauseCode, TcpListener } from '@alloydb-gke/core';
import type { ProbePlan } from '../pod-plan/probe-plan';
import type { ProbeFailure } from './pod-facts';
import { listeningOn, type PodView, type ProxyView } from './pod-view';
import type { FoundCause, Verdict, Wish } from './verdict';

/** Whether Kubernetes hears from each proxy that it is well. */
export function judgeProbes(pod: PodView, verdict: Verdict): void {
  for (const proxy of pod.proxies) {
    for (const probe of gravestFirst(proxy.plan.probes)) {
      const { name } = proxy.plan;
      const brief = `${probe.kind} probe${placeText(probe)}`;
      const wish: Wish = { code: 'probes', subject: name, text: `${name} answers the ${brief}`, brief };
      const failure = decisiveFailure(proxy, probe);
      const isUnknown = !proxy.facts.started || verdict.isTroubled(name) || (hasFailed(proxy, probe) && isOverruled(proxy));
      if (!failure && isUnknown) verdict.notReached(wish);
      else if (failure) verdict.failed(wish, probeCause(pod, proxy, probe, failure));
      else verdict.passed(wish);
    }
    if (isOverruled(proxy)) verdict.trouble(proxy.plan.name);
  }
}

/** What restarts a proxy before what keeps it out of its Services: which of two fails first on a node is chance. */
function gravestFirst(probes: readonly ProbePlan[]): readonly ProbePlan[] {
  const order = { startup: 0, liveness: 1, readiness: 2 };
  return [...probes].sort((one, other) => order[one.kind] - order[other.kind]);
}

/** Whether a probe of the proxy has failed as often as Kubernetes bears: another may not have had the time. */
function isOverruled(proxy: ProxyView): boolean {
  return proxy.plan.probes.some((probe) => decisiveFailure(proxy, probe));
}

function hasFailed({ facts }: ProxyView, { kind }: ProbePlan): boolean {
  return facts.probeFailures.some((failure) => failure.probe === kind && failure.count > 0);
}

/** A failure that Kubernetes acts upon. What a proxy answers while it ends is right. */
function decisiveFailure({ facts }: ProxyView, probe: ProbePlan): ProbeFailure | undefined {
  const failures = facts.probeFailures.filter(({ probe: kind, message }) => kind === probe.kind && !message.includes('proxy has stopped'));
  const count = failures.reduce((sum, one) => sum + one.count, 0);
  // On a busy machine a probe may fail for a second reason now and then: the usual one counts.
  const usual = failures.reduce<ProbeFailure | undefined>((most, one) => (most && most.count > one.count ? most : one), undefined);
  return count >= probe.failureThreshold ? usual : undefined;
}

function probeCause(pod: PodView, proxy: ProxyView, probe: ProbePlan, { message }: ProbeFailure): FoundCause {
  const server = proxy.listeners.find((listener): listener is TcpListener => listener.network === 'tcp' && listener.server === 'http');
  const port = 'port' in probe.action ? String(probe.action.port) : '';
  const values = {
    ...pod.values,
    proxy: proxy.plan.name,
    container: proxy.plan.name,
    probe: probe.kind,
    message,
    port,
    address: server?.address ?? '',
    listening: listeningOn(proxy),
  };
  const cause = causeOf(probe, message, server);
  return {
    cause,
    values: { ...values, ...(cause === 'probe-cannot-reach-proxy' && server && { port: String(server.port) }) },
    seen: message,
  };
}

function causeOf({ action, kind }: ProbePlan, message: string, server: TcpListener | undefined): CauseCode {
  if (/executable file not found|no such file or directory/.test(message)) return 'image-has-no-shell';
  if (/max connections reached/.test(message)) return 'readiness-follows-connections';
  if (/connection refused/.test(message) && action.kind !== 'exec') {
    if (server === undefined || server.port !== action.port) return 'probe-without-health-server';
    if (isLoopback(server.address)) return 'probe-cannot-reach-proxy';
  }
  if (/statuscode: 404|status code: 404/.test(message)) return 'probe-without-health-server';
  return kind === 'liveness' ? 'liveness-restarts-proxy' : 'probe-too-strict';
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address === 'localhost';
}

function placeText({ action }: ProbePlan): string {
  if (action.kind === 'exec') return ` ${action.command.join(' ')}`;
  if (action.kind === 'httpGet') return ` ${action.path} at ${action.host ?? "the pod's address"}`;
  return ` at port ${action.port}`;
}

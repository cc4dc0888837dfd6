import type { ProbePlan } from '../pod-plan/probe-plan';
import type { ProbeFailure } from './pod-facts';
import type { PodView, ProxyView } from './pod-view';
import { probeCause } from './probe-cause';
import type { Verdict, Wish } from './verdict';

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

function placeText({ action }: ProbePlan): string {
  if (action.kind === 'exec') return ` ${action.command.join(' ')}`;
  if (action.kind === 'httpGet') return ` ${action.path} at ${action.host ?? "the pod's address"}`;
  return ` at port ${action.port}`;
}

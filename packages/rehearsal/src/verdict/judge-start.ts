import { wholePod } from './judge-creation';
import type { PodView, ProxyView } from './pod-view';
import { startCause } from './start-cause';
import type { Verdict, Wish } from './verdict';

/** Whether each proxy comes up, and lets the rest of the pod start. */
export function judgeStart(pod: PodView, verdict: Verdict): void {
  for (const proxy of pod.proxies) {
    const { name } = proxy.plan;
    const wish: Wish = {
      code: 'starts',
      subject: name,
      text: `${programName(pod, proxy)} starts`,
      brief: pod.standIn ? 'a stand-in starts' : `${proxy.plan.proxyVersion ?? 'the Auth Proxy'} starts`,
    };
    const found = startCause(pod, proxy);
    if (found) {
      verdict.failed(wish, found);
      verdict.trouble(name);
    } else if (!proxy.facts.started || verdict.isTroubled(wholePod)) {
      verdict.notReached(wish);
    } else {
      verdict.passed(wish);
    }
    judgePlace(pod, proxy, verdict);
  }
}

/** A proxy that is an ordinary init container lets nothing start behind it. */
function judgePlace(pod: PodView, { plan, facts }: ProxyView, verdict: Verdict): void {
  if (plan.place !== 'regular init container') return;
  const wish: Wish = {
    code: 'init-containers',
    subject: plan.name,
    text: `what comes behind ${plan.name} starts`,
    brief: 'what comes behind it starts',
  };
  if (!facts.started || verdict.isTroubled(plan.name)) return verdict.notReached(wish);
  const seen = 'the init container runs on, and nothing behind it starts';
  verdict.failed(wish, { cause: 'sidecar-restart-policy-stripped', values: { ...pod.values, proxy: plan.name }, seen });
  verdict.trouble(plan.name);
  verdict.trouble(wholePod);
}

function programName({ standIn }: PodView, { plan: { proxyVersion } }: ProxyView): string {
  if (standIn) return 'the stand-in for the Auth Proxy';
  return proxyVersion === undefined ? 'the Auth Proxy' : `alloydb-auth-proxy ${proxyVersion}`;
}

import { wholePod } from './judge-creation';
import { useOf } from './judge-logins';
import { oneLine } from './log-entries';
import type { PodView } from './pod-view';
import type { Verdict, Wish } from './verdict';

/** Whether every init container that is no sidecar ends well. */
export function judgeInitContainers(pod: PodView, verdict: Verdict): void {
  for (const container of pod.containers) {
    const { plan, facts } = container;
    if (plan.place !== 'regular init container' || plan.role === 'proxy') continue;
    const wish: Wish = {
      code: 'init-containers',
      subject: plan.name,
      text: `the init container ${plan.name} ends well`,
      brief: 'ends well',
    };
    if (facts.exitCodes.at(-1) === 0) verdict.passed(wish);
    else if (!facts.started || verdict.isTroubled(useOf(container))) verdict.notReached(wish);
    else verdict.failed(wish, { cause: undefined, seen: `exit code ${facts.exitCodes.at(-1) ?? 'none'}` });
  }
}

/** Whether every proxy stays up while the application runs. */
export function judgeStaying(pod: PodView, verdict: Verdict): void {
  for (const { plan, facts, entries } of pod.proxies) {
    const wish: Wish = { code: 'stays-up', subject: plan.name, text: `${plan.name} stays up`, brief: 'stays up' };
    if (!facts.started || verdict.isTroubled(plan.name) || verdict.isTroubled(wholePod)) {
      verdict.notReached(wish);
      continue;
    }
    if (facts.restarts === 0) {
      verdict.passed(wish);
      continue;
    }
    const exitCode = facts.exitCodes[0] ?? 1;
    const last = entries.at(-1);
    const values = { ...pod.values, proxy: plan.name, message: String(exitCode) };
    const seen = `restarted ${facts.restarts} times`.replace(/ 1 times$/, ' once');
    verdict.failed(wish, { cause: 'proxy-keeps-ending', values, seen, ...(last !== undefined && { proxyLine: oneLine(last) }) });
    verdict.trouble(plan.name);
  }
}

import { recogniseLogMessage } from '@alloydb-gke/core';
import { wholePod } from './judge-creation';
import { useOf } from './judge-logins';
import { oneLine } from './log-entries';
import type { ClientRecord } from './pod-facts';
import type { PodView } from './pod-view';
import type { FoundCause, Verdict, Wish } from './verdict';

type QuitRecord = Extract<ClientRecord, { readonly event: 'quit-posted' }>;

/** Whether a pod that is meant to end does so. */
export function judgeCompletion(pod: PodView, verdict: Verdict): void {
  if (pod.plan.ending !== 'completes') return;
  const { kind, name } = pod.plan.workload;
  const wish: Wish = { code: 'completes', subject: name, text: `${kind} ${name} completes`, brief: 'completes' };
  if (pod.facts.completion === 'succeeded') return verdict.passed(wish);
  const isHurt =
    pod.proxies.some(({ plan }) => verdict.isTroubled(plan.name)) || pod.containers.some((one) => verdict.isTroubled(useOf(one)));
  if (verdict.isTroubled(wholePod) || isHurt || pod.facts.completion === undefined) return verdict.notReached(wish);
  verdict.failed(wish, pod.facts.completion === 'running' ? neverEnds(pod) : endsBadly(pod));
}

function neverEnds(pod: PodView): FoundCause {
  const proxy = pod.proxies.find(({ plan }) => plan.place === 'container');
  const quit = pod.facts.client.find((record): record is QuitRecord => record.event === 'quit-posted' && !record.ok);
  const values = { ...pod.values, ...(proxy && { proxy: proxy.plan.name }) };
  const seen = 'the program has ended, and the pod runs on';
  if (quit) {
    const message = quit.error ?? 'no answer';
    return { cause: 'quit-not-heard', values: { ...values, application: quit.container, path: quit.url, message }, seen: message };
  }
  return { cause: proxy ? 'job-never-completes' : undefined, values, seen };
}

function endsBadly(pod: PodView): FoundCause {
  const failed = pod.containers.find(({ plan, facts }) => plan.place === 'container' && facts.exitCodes.some((code) => code !== 0));
  const seen = `${failed?.plan.name ?? 'a container'} ended with the exit code ${failed?.facts.exitCodes.at(-1) ?? 'that is not known'}`;
  const proxy = pod.proxies.find(({ plan }) => plan.name === failed?.plan.name);
  if (!proxy) return { cause: undefined, seen };
  const line = proxy.entries.find((entry) => recogniseLogMessage(entry)?.code === 'connections-left-open');
  const values = { ...pod.values, proxy: proxy.plan.name, message: String(proxy.facts.exitCodes.at(-1)) };
  const cause = line === undefined ? 'proxy-keeps-ending' : 'connections-left-open';
  return { cause, values, seen, ...(line !== undefined && { proxyLine: oneLine(line) }) };
}

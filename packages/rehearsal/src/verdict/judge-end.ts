import { type CauseCode, recogniseLogMessage } from '@alloydb-gke/core';
import { wholePod } from './judge-creation';
import { useOf } from './judge-logins';
import { oneLine } from './log-entries';
import { ownCommand } from './own-command';
import type { ClientRecord } from './pod-facts';
import type { ContainerView, PodView, ProxyView } from './pod-view';
import type { FoundCause, Verdict, Wish } from './verdict';

type DrainRecord = Extract<ClientRecord, { readonly event: 'drain' }>;

const killed = 137;

/** Whether the application loses nothing while it drains, and everything ends as it should. */
export function judgeEnd(pod: PodView, verdict: Verdict): void {
  if (pod.plan.ending === 'completes') return;
  for (const container of pod.containers) {
    if (container.plan.role === 'application') judgeDrain(pod, container, verdict);
  }
  for (const proxy of pod.proxies) judgeProxyEnd(pod, proxy, verdict);
}

function judgeDrain(pod: PodView, container: ContainerView, verdict: Verdict): void {
  const { name } = container.plan;
  const record = pod.facts.client.filter((one): one is DrainRecord => one.event === 'drain' && one.container === name).at(-1);
  const count = record ? `${record.operations} operations` : 'every operation';
  const brief = `SIGTERM: a transaction and new connections until it stopped${record ? `: ${count}, ${record.failed} failed` : ''}`;
  const wish: Wish = { code: 'drain', subject: name, text: `${name} goes on after SIGTERM: ${count}, none fails`, brief };
  if (record && record.failed === 0) return verdict.passed(wish, record.seconds * 1000);
  const isHurt = pod.proxies.some(({ plan }) => verdict.isTroubled(plan.name));
  if (verdict.isTroubled(wholePod) || isHurt || verdict.isTroubled(useOf(container))) return verdict.notReached(wish);
  if (record) return verdict.failed(wish, drainCause(pod, container, record), record.seconds * 1000);
  if (container.facts.exitCodes.at(-1) !== killed) return verdict.notReached(wish);
  verdict.failed(wish, graceCause(pod, name));
}

function drainCause(pod: PodView, container: ContainerView, record: DrainRecord): FoundCause {
  const seen = `${record.failed} of ${record.operations} operations failed: ${record.firstError ?? 'no reason was seen'}`;
  const tooMany = pod.proxies
    .flatMap(({ entries }) => entries)
    .find((entry) => recogniseLogMessage(entry)?.code === 'too-many-connections');
  const early = pod.proxies.find(hasEndingHook) ?? pod.proxies.find(({ plan }) => plan.place === 'container') ?? pod.proxies[0];
  const values = {
    ...pod.values,
    application: container.plan.name,
    seconds: String(record.seconds),
    ...(early && { proxy: early.plan.name }),
  };
  if (tooMany !== undefined) {
    const limit = /\((\d+)\)/.exec(tooMany)?.[1] ?? '';
    return { cause: 'too-many-connections', values: { ...values, limit }, seen, proxyLine: oneLine(tooMany) };
  }
  const line = early?.entries.filter((entry) => recogniseLogMessage(entry)?.code === 'ended-by-signal').at(-1);
  return { cause: endedEarly(pod, early), values, seen, ...(line !== undefined && { proxyLine: oneLine(line) }) };
}

/** Why the proxy was gone before the application. */
function endedEarly(pod: PodView, proxy: ProxyView | undefined): CauseCode | undefined {
  if (proxy === undefined) return undefined;
  if (hasEndingHook(proxy)) return 'prestop-ends-proxy-early';
  const { exitZeroSigterm, minSigtermDelay } = proxy.invocation.flags;
  if (proxy.plan.place === 'container')
    return exitZeroSigterm && minSigtermDelay !== undefined ? 'min-delay-skipped' : 'proxy-ends-before-application';
  return graceRanOut(pod) ? 'grace-period-too-short' : undefined;
}

/** Whether the preStop hook tells the proxy to end. */
function hasEndingHook({ plan }: ProxyView): boolean {
  const hook = plan.lifecycle.preStop;
  if (hook?.kind === 'httpGet') return hook.path.includes('quitquitquit');
  if (hook?.kind !== 'exec') return false;
  const own = ownCommand(plan, hook.command);
  return own ? own.command === 'shutdown' : /quitquitquit/.test(hook.command.slice(1).join(' '));
}

function judgeProxyEnd(pod: PodView, { plan, facts, entries }: ProxyView, verdict: Verdict): void {
  const code = facts.exitCodes.at(-1);
  const brief = `ends in time${code === undefined ? '' : `, exit code ${code}`}`;
  const wish: Wish = { code: 'ends', subject: plan.name, text: `${plan.name} ends in time, with the exit code 0 or 143`, brief };
  if (pod.facts.deletion === undefined || verdict.isTroubled(plan.name) || verdict.isTroubled(wholePod)) return verdict.notReached(wish);
  const exitCode = code;
  if (exitCode === undefined) return verdict.notReached(wish);
  if (exitCode === 0 || exitCode === 143) return verdict.passed(wish);
  if (exitCode === killed && graceRanOut(pod)) return verdict.failed(wish, graceCause(pod, plan.name));
  const left = entries.find((entry) => recogniseLogMessage(entry)?.code === 'connections-left-open');
  const values = { ...pod.values, proxy: plan.name, message: String(exitCode) };
  const line = left ?? entries.at(-1);
  const found = { values, seen: `exit code ${exitCode}`, ...(line !== undefined && { proxyLine: oneLine(line) }) };
  verdict.failed(wish, { cause: left === undefined ? 'proxy-keeps-ending' : 'connections-left-open', ...found });
}

function graceRanOut({ facts: { deletion } }: PodView): boolean {
  return deletion !== undefined && deletion.seconds >= deletion.gracePeriodSeconds - 0.5;
}

function graceCause(pod: PodView, container: string): FoundCause {
  return { cause: 'grace-period-too-short', values: { ...pod.values, container }, seen: `exit code ${killed}: SIGKILL` };
}

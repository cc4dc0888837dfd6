import {
  causeOfLogMessage,
  checkInvocation,
  type LogMessageCode,
  type Problem,
  parseArgs,
  recogniseLogMessage,
  severityOf,
} from '@alloydb-gke/core';
import { findRefusal } from './find-refusal';
import { oneLine } from './log-entries';
import { listeningOn, type PodView, type ProxyView } from './pod-view';
import { accessEvents } from './refusal-cause-table';
import type { FoundCause } from './verdict';

/** Messages of a proxy that does not come up. */
const startMessages: readonly LogMessageCode[] = [
  'no-credentials',
  'port-taken',
  'http-port-taken',
  'port-from-service-link',
  'endpoint-without-scheme',
  'duration-without-unit',
  'configuration-file-missing',
  'connection-test-failed',
];

/** Why a proxy did not come up; undefined for one that did. */
export function startCause(pod: PodView, proxy: ProxyView): FoundCause | undefined {
  if (proxy.facts.cannotStart !== undefined) return executionCause(pod, proxy, proxy.facts.cannotStart);
  const entry = proxy.entries.find(isStartFailure);
  // Behind an error in its arguments the proxy writes all that it can be told.
  const line = entry?.split(/\n\s*Usage:/)[0];
  if (entry === undefined || line === undefined) return undefined;
  const seen = `exit code ${proxy.facts.exitCodes[0] ?? 1}`;
  const row = recogniseLogMessage(line);
  const said = /terminal error: (?:unable to start: )?([\s\S]*)/.exec(line)?.[1] ?? line.replace(/^Error: /, '');
  const values = { ...pod.values, proxy: proxy.plan.name, message: oneLine(said), listening: listeningOn(proxy) };
  const found = { seen, proxyLine: oneLine(line) };
  if (row?.code === 'connection-test-failed') {
    const refusal = findRefusal(pod, accessEvents, () => true);
    if (refusal) return { ...refusal, ...found };
    const next = proxy.entries[proxy.entries.indexOf(entry) + 1] ?? line;
    return { cause: 'connection-test-failed', values: { ...values, message: oneLine(next) }, ...found };
  }
  const path = /listen unix (\S+): bind: address already in use/.exec(line)?.[1];
  if (path !== undefined) return { cause: 'stale-unix-socket', values: { ...values, path }, ...found };
  if (row?.code === 'port-from-service-link') {
    const link = proxy.ignoredVariables.find(({ code }) => code === 'environment-service-link');
    const variable =
      link?.path.split('.').at(-1) ?? Object.keys(proxy.plan.environment).find((name) => /^ALLOYDB_PROXY_(HTTP|ADMIN)_PORT$/.test(name));
    return { cause: 'port-from-service-link', values: { ...values, ...(variable !== undefined && { variable }) }, ...found };
  }
  const cause = (row && startMessages.includes(row.code) ? causeOfLogMessage(row.code) : undefined) ?? 'proxy-cannot-start';
  if (cause !== 'proxy-cannot-start') return { cause, values, ...found };
  const problem = refusedProblem(proxy, values.message);
  const repair = problem?.repair ?? row?.repair ?? 'Correct what the message names.';
  return { cause, values: { ...values, message: problem?.message ?? `${values.message}.`.replace(/\.+$/, '.'), repair }, ...found };
}

/** The container's program cannot be executed: another than the proxy's, which the image does not have, or one of the wrong kind. */
function executionCause(pod: PodView, { plan }: ProxyView, message: string): FoundCause {
  const isOther = !(plan.commandLine[0] ?? '').endsWith('alloydb-auth-proxy') && /executable file not found|no such file/.test(message);
  const values = { ...pod.values, container: plan.name, proxy: plan.name, message };
  return { cause: isOther ? 'image-has-no-shell' : 'container-cannot-start', values, seen: message };
}

/** What in its command line the proxy itself refuses, in our words. */
function refusedProblem({ plan, invocation }: ProxyView, said: string): Problem | undefined {
  const { problems } = parseArgs(plan.commandLine.slice(1));
  const all = [...problems, ...checkInvocation(invocation, plan.proxyVersion === undefined ? {} : { version: plan.proxyVersion })];
  // Of a URI the proxy refuses less than we do: only one that it could not read is the reason.
  const isReason = (problem: Problem): boolean =>
    severityOf(problem).kind === 'refused' || (/could not parse instance uri/.test(said) && problem.code.startsWith('instance-uri'));
  return all.find(isReason);
}

function isStartFailure(entry: string): boolean {
  const code = recogniseLogMessage(entry)?.code;
  return (
    (code !== undefined && startMessages.includes(code)) ||
    /^Error: |terminal error: unable to start|failed to start HTTP server/.test(entry)
  );
}

import type { DatabaseTarget } from '@alloydb-gke/core';
import { meansReading } from '../pod-plan/unnamed-targets';
import { findRefusal } from './find-refusal';
import { instanceIn, instanceParts } from './instance-parts';
import { wholePod } from './judge-creation';
import { type LoginRecord, loginCause } from './login-cause';
import type { ClientRecord } from './pod-facts';
import { type ContainerView, type PodView, targetsOf } from './pod-view';
import { privilegeEvents } from './refusal-cause-table';
import { type ServedInstance, servedAt } from './served-instance';
import type { FoundCause, Verdict, Wish } from './verdict';

type WriteRecord = Extract<ClientRecord, { readonly event: 'write' }>;

/** What depends on a container being able to use its databases. */
export function useOf(container: ContainerView): string {
  return `the databases of ${container.plan.name}`;
}

/** Whether everything that uses a database gets into it, and may do there what it needs. */
export function judgeLogins(pod: PodView, verdict: Verdict): void {
  const users = pod.containers.filter(({ plan: { role } }) => role === 'application' || role === 'task');
  for (const container of users) {
    for (const target of targetsOf(container)) judgeTarget(pod, container, target, verdict);
    for (const target of container.plan.unnamedTargets ?? []) judgeUnnamed(pod, container, target, verdict);
  }
  const used = users.some((container) => targetsOf(container).length > 0);
  if (!used && !verdict.isTroubled(wholePod)) judgeNothingUsed(pod, verdict);
}

function judgeNothingUsed(pod: PodView, verdict: Verdict): void {
  const container = pod.containers.find(({ plan: { role } }) => role === 'application' || role === 'task' || role === 'bystander');
  if (!container || pod.proxies.length === 0) return;
  const wish: Wish = { code: 'login', subject: container.plan.name, text: `${container.plan.name} logs in to a database`, brief: 'login' };
  const values = { ...pod.values, application: container.plan.name };
  verdict.failed(wish, { cause: 'application-without-database', values, seen: 'its variables name no database' });
}

/** The work of a container does not hang on what its variables do not lead to. */
function judgeUnnamed(pod: PodView, container: ContainerView, target: DatabaseTarget, verdict: Verdict): void {
  const isUntroubled = !verdict.isTroubled(useOf(container));
  // A program that is no stand-in of ours logs in to what it has variables for, and to nothing else.
  if (isUntroubled && recordsOf(pod, container, target).length === 0) return;
  judgeTarget(pod, container, target, verdict, () => {});
}

function recordsOf({ facts }: PodView, { plan }: ContainerView, { from }: DatabaseTarget): readonly ClientRecord[] {
  return facts.client.filter((record) => 'from' in record && record.container === plan.name && record.from === from);
}

function judgeTarget(
  pod: PodView,
  container: ContainerView,
  target: DatabaseTarget,
  verdict: Verdict,
  troubled: () => void = () => verdict.trouble(useOf(container)),
): void {
  const records = recordsOf(pod, container, target);
  const logins = records.filter((record): record is LoginRecord => record.event === 'login');
  const last = logins.at(-1);
  const served = servedAt(pod, last ?? target);
  const instance = served ? (instanceParts(served.uri).instance ?? served.uri) : `${target.host}:${target.port}`;
  const isAlone = pod.containers.filter((one) => targetsOf(one).length > 0).length === 1;
  const who = isAlone ? '' : `${container.plan.name}: `;
  const user = last?.user ?? target.user ?? '';
  const wish: Wish = {
    code: 'login',
    subject: instance,
    text: `${container.plan.name} logs in to ${instance} as ${user}`,
    brief: `${who}login as ${user}`,
  };
  const use = useWish(pod, container, served, instance, who);
  if (last === undefined || !last.ok) {
    const found = last && loginCause(pod, container, last);
    if (last === undefined || found === undefined || isNotItsFault(pod, last, found, verdict)) verdict.notReached(wish);
    else verdict.failed(wish, found, last.milliseconds);
    verdict.notReached(use);
    troubled();
    return;
  }
  verdict.passed(wish, last.milliseconds);
  const write = records.filter((record): record is WriteRecord => record.event === 'write').at(-1);
  if (write === undefined) return verdict.notReached(use);
  const found = useCause(pod, container, { target, login: last, write, served });
  if (found === undefined) return verdict.passed(use);
  verdict.failed(use, found);
  troubled();
}

/** Nobody gets in where no proxy is, and what is wrong with the proxy has been said. */
function isNotItsFault(pod: PodView, { error = '', ...place }: LoginRecord, { cause }: FoundCause, verdict: Verdict): boolean {
  if (cause === undefined && verdict.hasSeen(error)) return true;
  const isRefused = /ECONNREFUSED|ENOENT|refused|no such file/.test(error);
  if (!isRefused && !(cause === undefined && /terminated|closed|reset/.test(error))) return false;
  const served = servedAt(pod, place);
  return served ? verdict.isTroubled(served.proxy.plan.name) : pod.proxies.every(({ plan }) => verdict.isTroubled(plan.name));
}

function isReadPool(pod: PodView, served: ServedInstance | undefined): boolean {
  return served !== undefined && instanceIn(pod.cloud, served.uri)?.type === 'READ_POOL';
}

function useWish(pod: PodView, { plan }: ContainerView, served: ServedInstance | undefined, instance: string, who: string): Wish {
  return isReadPool(pod, served)
    ? {
        code: 'read-only',
        subject: instance,
        text: `${plan.name} reads from ${instance}, and cannot write there`,
        brief: `${who}read only`,
      }
    : { code: 'write', subject: instance, text: `${plan.name} writes to ${instance} into what it may`, brief: `${who}write` };
}

interface Use {
  readonly target: DatabaseTarget;
  readonly login: LoginRecord;
  readonly write: WriteRecord;
  readonly served: ServedInstance | undefined;
}

/** What is wrong with what it may do; undefined where nothing is. */
function useCause(pod: PodView, container: ContainerView, { target, login, write, served }: Use): FoundCause | undefined {
  const { user, database } = login;
  const readPool = isReadPool(pod, served);
  const values = {
    ...pod.values,
    ...(served && instanceParts(served.uri)),
    application: container.plan.name,
    variable: target.from,
    user,
    database,
  };
  const { outcome, error, sqlstate } = write;
  if (outcome === 'may-nothing' || sqlstate === '42501') {
    const seen = error ?? 'it may neither write nor read anything';
    return { cause: 'grant-missing', values: { ...values, message: seen }, seen };
  }
  if (readPool && isTakenForPrimary(pod, container, target)) {
    return { cause: 'read-pool-written', values, seen: error ?? 'cannot execute CREATE TABLE in a read-only transaction' };
  }
  if (readPool) return outcome === 'written' ? { cause: undefined, seen: 'the read pool took what was written' } : undefined;
  if (outcome === 'written' || outcome === 'may-only-read') return undefined;
  const refusal = findRefusal(pod, privilegeEvents, ({ subject }) => subject === served?.uri);
  const seen = error ?? outcome;
  return refusal ? { ...refusal, values: { ...values, ...refusal.values, message: seen }, seen } : { cause: undefined, seen };
}

/** A variable that says nothing of reading leads to the read pool, while one that does leads to the primary: they are swapped. */
function isTakenForPrimary(pod: PodView, container: ContainerView, target: DatabaseTarget): boolean {
  if (meansReading.test(target.from) || container.plan.assumedTargets !== undefined) return false;
  return targetsOf(container).some((other) => {
    const served = servedAt(pod, other);
    return meansReading.test(other.from) && served !== undefined && !isReadPool(pod, served);
  });
}

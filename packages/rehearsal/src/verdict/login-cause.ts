import { type CaseValues, type CauseCode, causeOfLogMessage, recogniseLogMessage } from '@alloydb-gke/core';
import type { EmulatorEvent } from '@alloydb-gke/emulator';
import { findRefusal } from './find-refusal';
import { instanceIn, instanceParts, missingInstanceType, nameInLog } from './instance-parts';
import { oneLine } from './log-entries';
import type { ClientRecord } from './pod-facts';
import { type ContainerView, listeningOn, type PodView, type ProxyView } from './pod-view';
import { accessEvents, databaseEvents } from './refusal-cause-table';
import { type ServedInstance, servedAt } from './served-instance';
import type { FoundCause } from './verdict';

export type LoginRecord = Extract<ClientRecord, { readonly event: 'login' }>;

const nobodyListens = /ECONNREFUSED|ENOENT|connection refused|no such file or directory/;
const noTls = /does not support SSL/;
const noPassword = /password must be a|no password supplied|empty password/;

/** Why a login failed. */
export function loginCause(pod: PodView, container: ContainerView, record: LoginRecord): FoundCause {
  const served = servedAt(pod, record);
  const seen = record.error ?? 'the login failed';
  const values = loginValues(pod, container, record, served);
  const link = pod.proxies.flatMap(serviceLinkOf)[0];
  if (nobodyListens.test(seen) && link) return { cause: 'port-from-service-link', values: { ...values, ...link }, seen };
  if (nobodyListens.test(seen)) return { ...refusedCause(container, served), values, seen };
  if (noTls.test(seen)) return { cause: 'tls-inside-tunnel', values, seen };
  const byDatabase = record.sqlstate === undefined ? undefined : databaseCause(pod, record, served);
  if (byDatabase) return { ...byDatabase, values: { ...values, ...byDatabase.values }, seen };
  if (noPassword.test(seen))
    return { cause: ignoredLogin(served) ?? 'password-missing', values: { ...values, ...ignoredValues(served) }, seen };
  return { ...closedCause(pod, record, served, values), seen };
}

function loginValues(pod: PodView, { plan }: ContainerView, record: LoginRecord, served: ServedInstance | undefined): Partial<CaseValues> {
  const { host, port, user, database, from } = record;
  return {
    ...pod.values,
    application: plan.name,
    variable: from,
    address: host,
    port: String(port),
    user,
    database,
    listening: pod.proxies.map(listeningOn).join(' and '),
    ...(served && { ...instanceParts(served.uri), proxy: served.proxy.plan.name }),
  };
}

/** Nothing listens where the application connects to. */
function refusedCause(container: ContainerView, served: ServedInstance | undefined): { readonly cause: CauseCode } {
  if (served === undefined) return { cause: 'wrong-port-in-application' };
  const { proxy } = served;
  if (container.index < proxy.index && proxy.plan.place !== 'container') return { cause: 'application-starts-before-proxy' };
  if (container.plan.place === 'regular init container') return { cause: 'application-starts-before-proxy' };
  if (proxy.facts.restarts > 0) return { cause: 'proxy-keeps-ending' };
  return { cause: 'application-starts-before-proxy' };
}

/** The variable of a Service that a proxy takes for the port of its databases. */
function serviceLinkOf(proxy: ProxyView): readonly Partial<CaseValues>[] {
  return proxy.ignoredVariables
    .filter(({ code, path }) => code === 'environment-service-link' && path.endsWith('_PROXY_PORT'))
    .map(({ path }) => ({ variable: path.split('.').at(-1) ?? '', proxy: proxy.plan.name, listening: listeningOn(proxy) }));
}

/** The database itself refused the login, or the instance in its name. */
function databaseCause(
  pod: PodView,
  { sqlstate, error = '', user }: LoginRecord,
  served: ServedInstance | undefined,
): Pick<FoundCause, 'cause' | 'values' | 'more'> | undefined {
  const isAbout = (event: EmulatorEvent): boolean =>
    (served === undefined || event.subject === served.uri) && (event.values['user'] === undefined || event.values['user'] === user);
  const found = findRefusal(pod, databaseEvents, isAbout) ?? roleBehind(pod, isAbout);
  const ignored = ignoredLogin(served);
  const isPassword = found?.cause === 'automatic-iam-authentication-missing' || found?.cause === 'database-user-missing' || !found;
  if (ignored && isPassword && /^28/.test(sqlstate ?? '')) return { cause: ignored, values: ignoredValues(served) };
  if (found) return found;
  const cause = causeOfState(sqlstate ?? '', error);
  return cause && { cause, values: { message: error } };
}

/** A role that is missing for the login itself. */
function roleBehind(pod: PodView, isAbout: (event: EmulatorEvent) => boolean): ReturnType<typeof findRefusal> {
  return findRefusal(pod, ['condition-in-the-way', 'custom-role-incomplete', 'project-number-differs', 'permission-missing'], isAbout);
}

function causeOfState(sqlstate: string, error: string): CauseCode | undefined {
  if (/role ".*" does not exist/.test(error)) return 'database-user-missing';
  if (sqlstate === '28P01') return 'password-wrong';
  if (sqlstate === '3D000') return 'database-missing';
  if (sqlstate === '42501') return 'grant-missing';
  if (sqlstate === '53300') return 'server-connections-used-up';
  if (sqlstate.startsWith('57')) return 'database-ended';
  return undefined;
}

/** A variable about the way to log in that the proxy cannot read. */
function ignoredProblem(served: ServedInstance | undefined): ProxyView['ignoredVariables'][number] | undefined {
  return served?.proxy.ignoredVariables.find(({ code, path }) => code === 'environment-value-dropped' && /AUTO_IAM_AUTHN$/.test(path));
}

function ignoredLogin(served: ServedInstance | undefined): CauseCode | undefined {
  return ignoredProblem(served) && 'environment-variable-ignored';
}

function ignoredValues(served: ServedInstance | undefined): Partial<CaseValues> {
  const problem = ignoredProblem(served);
  return problem ? { variable: problem.path.split('.').at(-1) ?? '', message: problem.message, repair: problem.repair } : {};
}

/** The connection was closed without a word: only the proxy and the cloud know why. */
function closedCause(
  pod: PodView,
  { user }: LoginRecord,
  served: ServedInstance | undefined,
  values: Partial<CaseValues>,
): Pick<FoundCause, 'cause' | 'values' | 'more' | 'proxyLine'> {
  const line = served && lineAbout(served);
  const proxyLine = line === undefined ? {} : { proxyLine: oneLine(line) };
  const code = line === undefined ? undefined : recogniseLogMessage(line)?.code;
  const fromLine = code === undefined ? undefined : causeOfLogMessage(code);
  if (code === 'too-many-connections') {
    return { cause: 'too-many-connections', values: { ...values, limit: /\((\d+)\)/.exec(line ?? '')?.[1] ?? '' }, ...proxyLine };
  }
  // A refusal names an instance, or a service of Google for all of them.
  const isAbout = (event: EmulatorEvent): boolean =>
    (!event.subject.includes('/instances/') || served === undefined || event.subject === served.uri) &&
    (event.values['user'] === undefined || event.values['user'] === user);
  const refusal =
    findRefusal(pod, accessEvents, isAbout) ??
    findRefusal(pod, databaseEvents, isAbout) ??
    // What may not be done on one instance may not be done on another: the proxy asks once for each, and may not have come to this one.
    (fromLine === 'role-missing' ? findRefusal(pod, accessEvents, () => true) : undefined);
  if (refusal) return { ...refusal, values: { ...values, ...refusal.values }, ...proxyLine };
  const ipType = /IP of type "([A-Z]+)"/.exec(line ?? '')?.[1];
  const missing = served && instanceIn(pod.cloud, served.uri) === undefined;
  const cause = fromLine ?? (missing ? 'instance-missing' : undefined);
  const known = served && instanceIn(pod.cloud, served.uri);
  const place = { ...(ipType !== undefined && { ipType }), rightIpType: known?.ipTypes?.[0] ?? 'PRIVATE' };
  const instanceType = served && { instanceType: missingInstanceType(pod.cloud, served.uri) };
  return { cause, values: { ...values, ...place, ...instanceType, message: line ?? '' }, ...proxyLine };
}

/** The last that a proxy said about why a connection to an instance failed. */
function lineAbout({ proxy, uri }: ServedInstance): string | undefined {
  const failures = proxy.entries.filter((entry) => {
    const code = recogniseLogMessage(entry)?.code;
    return (
      code !== undefined &&
      causeOfLogMessage(code) !== undefined &&
      code !== 'instance-closed-connection' &&
      code !== 'connections-left-open'
    );
  });
  return failures.filter((entry) => entry.includes(nameInLog(uri))).at(-1) ?? failures.filter((entry) => !entry.startsWith('[')).at(-1);
}

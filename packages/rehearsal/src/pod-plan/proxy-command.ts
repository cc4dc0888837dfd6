import {
  checkInvocation,
  type Environment,
  isAuthProxy,
  type ProxyInvocation,
  parseArgs,
  parseEnvironment,
  severityOf,
} from '@alloydb-gke/core';

/** The entry point of the proxy's image. Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/Dockerfile */
export const proxyEntryPoint = '/alloydb-auth-proxy';

/** Whether a container runs the Auth Proxy: by its image, or by the program that its command names. */
export function runsProxy(image: string, command: readonly string[]): boolean {
  return isAuthProxy({ image }) || isProxyProgram(command[0]);
}

/** Whether a container runs the Auth Proxy of Cloud SQL, which is not for AlloyDB. */
export function runsCloudSqlProxy(image: string, command: readonly string[]): boolean {
  return (
    /(^|\/)(cloud-sql-proxy|cloudsql-proxy|gce-proxy|cloud_sql_proxy)([:@]|$)/.test(image) ||
    /(^|\/)cloud[-_]sql[-_]proxy$/.test(command[0] ?? '')
  );
}

/** The version in the tag of an image, where it is that of a release. */
export function versionInTag(image: string): string | undefined {
  return /:(\d+\.\d+\.\d+)(-[a-z0-9]+)?(@|$)/.exec(image)?.[1];
}

/** What the command line and the environment of a proxy's container ask for. */
export interface ReadInvocation {
  readonly invocation: ProxyInvocation;
  /** Whether the proxy itself refuses to start with them. */
  readonly isRefused: boolean;
}

/** Reads them; undefined where something else than serving is asked for, or another program. */
export function readInvocation(commandLine: readonly string[], environment: Environment, version?: string): ReadInvocation | undefined {
  const [program, ...args] = commandLine;
  if (!isProxyProgram(program)) return undefined;
  const parsed = parseArgs(args);
  if (parsed.command !== 'serve') return undefined;
  const { invocation } = parseEnvironment(environment, parsed.invocation);
  const problems = [...parsed.problems, ...checkInvocation(invocation, version === undefined ? {} : { version })];
  return { invocation, isRefused: problems.some((one) => severityOf(one).kind === 'refused') };
}

function isProxyProgram(program: string | undefined): boolean {
  return /(^|\/)alloydb-auth-proxy$/.test(program ?? '');
}

import type { Problem } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { type Environment, variableIn } from './environment';
import { environmentInstances } from './environment-instances';
import { environmentVariable, optionName } from './flag-names';
import type { FlagRow } from './flag-row';
import { readGoIntIgnoringErrors } from './go-number';
import { problem } from './proxy-flags-codes';
import { flagsOf, type Options, type ProxyInvocation, valueOf } from './proxy-invocation';
import { unknownVariables } from './unknown-variables';
import { valueKinds } from './value-kinds';

/** What the Auth Proxy makes of its arguments and its environment together. */
export interface ParsedEnvironment {
  /** The invocation with what the environment adds to it. */
  readonly invocation: ProxyInvocation;
  /** What is in the environment and does not do what it says. */
  readonly problems: readonly Problem[];
}

/**
 * Adds to an invocation what the `ALLOYDB_PROXY_*` variables of the container say, as the Auth Proxy does. A flag wins over its
 * variable. Instances are taken from the environment only if there are none among the arguments.
 *
 * The Auth Proxy says nothing of variables that it cannot read: it goes on with 0 or false. Each is a problem here.
 * Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L723
 *
 * @param invocation what the arguments ask for
 * @param path where the variables come from, for problems: `env.ALLOYDB_PROXY_PORT`
 */
export function parseEnvironment(environment: Environment, invocation: ProxyInvocation, path = 'env'): ParsedEnvironment {
  const problems = new ProblemList();
  const read: Record<string, unknown> = {};
  for (const row of flagsOf('serve')) {
    const variable = environmentVariable(row.name);
    const text = variableIn(environment, variable);
    if (text === undefined) continue;
    if (row.kind === 'action' || row.name === 'config-file') {
      problems.add(problem('environment-without-effect', `${path}.${variable}`, { variable, flag: `--${row.name}` }));
    } else if (valueOf(invocation.flags, row) === undefined) {
      const value = readVariable(row, text, `${path}.${variable}`, problems);
      if (value !== undefined) read[optionName(row.name)] = value;
    }
  }
  const flags: Options = { ...invocation.flags, ...read };
  problems.add(...unknownVariables(environment, path));
  const instances = environmentInstances(environment, invocation.instances, path, problems);
  return { invocation: { flags: { ...flags, ...unreadablePort(environment, flags) }, instances }, problems: problems.all };
}

function readVariable(row: FlagRow, text: string, at: string, problems: ProblemList): unknown {
  const { read, isTaken, rule } = valueKinds[row.kind];
  const value = read(text);
  if (value !== undefined) return value;
  const names = { variable: environmentVariable(row.name), flag: `--${row.name}`, value: quote(text) };
  const isServiceLink = /^(tcp|udp|sctp):\/\//.test(text) && (row.kind === 'port' || row.kind === 'server-port');
  if (isServiceLink) problems.add(problem('environment-service-link', at, names));
  else if (isTaken(text)) problems.add(problem('flag-value-unfit', at, { flag: names.variable, value: names.value, rule }));
  else problems.add(problem('environment-value-dropped', at, { ...names, instead: whatRemains(row, text) }));
  return undefined;
}

/** What the Auth Proxy goes on with. */
function whatRemains(row: FlagRow, text: string): string {
  if (row.type === 'bool') return 'false';
  if (row.type === 'duration') return '0s';
  const number = readGoIntIgnoringErrors(text);
  return row.type === 'uint' && number < 0n ? '0' : String(number);
}

/**
 * A port that cannot be read is a number all the same, mostly 0. It does not count as given, so it contradicts no Unix socket.
 */
function unreadablePort(environment: Environment, flags: Options): Options {
  const text = variableIn(environment, environmentVariable('port'));
  if (text === undefined || flags['port'] !== undefined || flags['unixSocket']) return {};
  return { port: Number(readGoIntIgnoringErrors(text)) };
}

import type { Problem } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { instanceUriProblems } from '../instance-uri/instance-uri-problems';
import { checkInstanceValues, checkProcessValues } from './check-values';
import { flagConflicts } from './flag-conflicts';
import { optionName } from './flag-names';
import { problem } from './proxy-flags-codes';
import { flagsOf, type ProxyInvocation, valueOf } from './proxy-invocation';
import { isOlderVersion, verifiedProxyVersion } from './proxy-version';
import { showValue } from './show-value';

/** What an invocation is checked for. */
export interface CheckOptions {
  /**
   * The version of the Auth Proxy that will run. Another one than the verified one is checked by the same rules, and for flags that it does not have yet.
   * @default the verified version
   */
  readonly version?: string;
  /**
   * Where the invocation comes from, for problems: `proxy.flags.port`.
   * @default 'proxy'
   */
  readonly path?: string;
}

/**
 * Everything that is wrong with an invocation, all at once: what the Auth Proxy would refuse at start, and what it would take
 * and do wrong. `severityOf` tells the two apart.
 *
 * @example
 * const problems = checkInvocation({ flags: { publicIp: true, psc: true }, instances: [{ uri, flags: { port: 0 } }] });
 * problems.map(({ code }) => code); // ['public-ip-with-psc', 'instance-port-zero']
 */
export function checkInvocation(
  invocation: ProxyInvocation,
  { version = verifiedProxyVersion, path = 'proxy' }: CheckOptions = {},
): readonly Problem[] {
  const problems = new ProblemList();
  checkProcessValues(invocation.flags, `${path}.flags`, problems);
  for (const [index, { uri, flags }] of invocation.instances.entries()) {
    problems.add(...uriProblems(uri, `${path}.instances[${index}].uri`));
    checkInstanceValues(flags, `${path}.instances[${index}].flags`, problems);
  }
  for (const row of flagConflicts) problems.add(...row.problems(invocation, path));
  for (const row of flagsOf('serve')) {
    if (valueOf(invocation.flags, row) === undefined || !isOlderVersion(version, row.since)) continue;
    problems.add(
      problem('flag-newer-than-version', `${path}.flags.${optionName(row.name)}`, { flag: `--${row.name}`, since: row.since, version }),
    );
  }
  return problems.all;
}

/** A flag that stands where an instance belongs is not shown whole: it may be a secret. */
function uriProblems(uri: string, path: string): readonly Problem[] {
  const isFlag = typeof uri === 'string' && uri.startsWith('-');
  return isFlag ? [problem('flag-taken-for-instance', path, { argument: showValue(uri) })] : instanceUriProblems(uri, path);
}

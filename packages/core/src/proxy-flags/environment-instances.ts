import type { ProblemList } from '../errors/problem-list';
import { type Environment, variableIn, variablesWith } from './environment';
import { environmentPrefix } from './flag-names';
import { parseInstance } from './parse-instance';
import { problem } from './proxy-flags-codes';
import type { ProxyInstance } from './proxy-invocation';

/** The variable for a single instance, and what the numbered ones (`…_0`, `…_1`) start with. */
export const singleInstanceVariable: string = `${environmentPrefix}INSTANCE_URI`;

/**
 * The instances that the Auth Proxy serves: those of its arguments, else those of its environment: `ALLOYDB_PROXY_INSTANCE_URI`
 * or `…_0`, then `…_1` and so on up to the first that is missing.
 * Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L457
 */
export function environmentInstances(
  environment: Environment,
  given: readonly ProxyInstance[],
  path: string,
  problems: ProblemList,
): readonly ProxyInstance[] {
  const numbered = variablesWith(`${singleInstanceVariable}_`, environment);
  const first = [singleInstanceVariable, `${singleInstanceVariable}_0`].find((name) => variableIn(environment, name) !== undefined);
  if (given.length > 0) {
    const unused = first ?? numbered[0];
    if (unused !== undefined) problems.add(unusedVariable(unused, 'an instance URI among the arguments', path));
    return given;
  }
  const used = first === undefined ? [] : [first];
  while (used.length > 0 && variableIn(environment, `${singleInstanceVariable}_${used.length}`) !== undefined)
    used.push(`${singleInstanceVariable}_${used.length}`);
  const missing = used.length === 0 ? `${singleInstanceVariable}_0` : `${singleInstanceVariable}_${used.length}`;
  for (const variable of numbered.filter((name) => !used.includes(name))) {
    if (first === singleInstanceVariable && variable === `${singleInstanceVariable}_0`)
      problems.add(unusedVariable(variable, singleInstanceVariable, path));
    else problems.add(problem('environment-instance-ignored', `${path}.${variable}`, { variable, missing }));
  }
  return used.map((name) => parseInstance(variableIn(environment, name) ?? '', `${path}.${name}`, problems));
}

function unusedVariable(variable: string, other: string, path: string): ReturnType<typeof problem> {
  return problem('environment-instances-unused', `${path}.${variable}`, { variable, other });
}

import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readFields, readObject } from '../input/read-fields';
import { isJsonObject, type JsonObject } from '../kubernetes/json';
import { environmentPrefix } from '../proxy-flags/flag-names';
import type { AuthProxyOverrides } from './auth-proxy-options';
import { overrideFields } from './option-fields';
import { overrideRules } from './override-rules-table';
import { problem } from './proxy-container-codes';

const mergedInto = { container: "proxy's container", podSpec: "pod's spec" } as const;

/** The changes to the output, without those that the library could not follow. */
export function readOverrides(value: unknown, path: string, problems: ProblemList): AuthProxyOverrides {
  if (value === undefined) return {};
  const fields = readFields(value, path, overrideFields, problems);
  for (const target of ['container', 'podSpec'] as const) {
    const change = readObject(fields?.[target], `${path}.${target}`, `an object to merge into the ${mergedInto[target]}`, problems);
    if (change === undefined) continue;
    for (const { field, instead } of overrideRules.filter((rule) => rule.target === target)) {
      if (!Object.hasOwn(change, field)) continue;
      problems.add(problem('override-of-derived-field', `${path}.${target}.${field}`, { target, field, instead }));
    }
  }
  refuseProxyVariables(fields?.['container'], `${path}.container`, problems);
  return (fields ?? {}) as AuthProxyOverrides;
}

/** The proxy reads variables of its own besides its arguments: a second place for flags, and no place for secrets. */
function refuseProxyVariables(container: unknown, path: string, problems: ProblemList): void {
  const variables: unknown = isJsonObject(container) ? container['env'] : undefined;
  if (!Array.isArray(variables)) return;
  for (const [index, variable] of variables.entries()) {
    const name = isJsonObject(variable) ? (variable as JsonObject)['name'] : undefined;
    if (typeof name !== 'string' || !name.startsWith(environmentPrefix)) continue;
    problems.add(problem('override-of-proxy-variable', `${path}.env[${index}]`, { name: quote(name) }));
  }
}

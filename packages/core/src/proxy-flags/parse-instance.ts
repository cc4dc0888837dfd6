import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { optionName } from './flag-names';
import type { FlagRow } from './flag-row';
import { readGoDecimal } from './go-number';
import { problem } from './proxy-flags-codes';
import { type InstanceFlags, instanceFlags, type ProxyInstance } from './proxy-invocation';
import { type BrokenQueryPair, type QueryPair, readQuery } from './query-string';
import { suggestParameter } from './suggest-flag';
import { valueKinds } from './value-kinds';

/**
 * Reads an instance URI with the query behind it, as the Auth Proxy does. The URI itself is checked later, with the invocation.
 * Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L941
 */
export function parseInstance(text: string, path: string, problems: ProblemList): ProxyInstance {
  const mark = text.indexOf('?');
  if (mark < 0) return { uri: text, flags: {} };
  const pairs = readQuery(text.slice(mark + 1));
  const broken = pairs.find((pair): pair is BrokenQueryPair => 'broken' in pair);
  if (broken) problems.add(problem('query-unreadable', path, broken));
  return {
    uri: text.slice(0, mark),
    flags: readParameters(
      pairs.filter((pair): pair is QueryPair => 'key' in pair),
      path,
      problems,
    ),
  };
}

function readParameters(pairs: readonly QueryPair[], path: string, problems: ProblemList): InstanceFlags {
  const flags: Record<string, unknown> = {};
  for (const key of new Set(pairs.map((pair) => pair.key))) {
    const row = instanceFlags.find(({ name }) => name === key);
    if (!row) {
      problems.add(problem('query-parameter-unknown', path, { parameter: quote(key), suggestion: suggestParameter(key) }));
      continue;
    }
    const [pair, ...more] = pairs.filter((candidate) => candidate.key === key);
    if (more.length > 0) problems.add(problem('query-parameter-repeated', path, { parameter: key, count: more.length + 1 }));
    else if (pair && !pair.isText) problems.add(problem('query-not-utf8', path, { parameter: quote(key) }));
    else if (pair) flags[optionName(key)] = readParameter(row, pair.value, path, problems);
  }
  return flags;
}

function readParameter(row: FlagRow, text: string, path: string, problems: ProblemList): unknown {
  const value = readers[row.kind === 'switch' || row.kind === 'port' ? row.kind : 'text'](text);
  if (value === undefined) {
    problems.add(problem('flag-value-refused', path, { flag: `?${row.name}`, value: quote(text), rule: valueKinds[row.kind].rule }));
  }
  return value;
}

/** Values are read otherwise than those of flags: a switch may stand alone, a number is decimal. */
const readers: Readonly<Record<'switch' | 'port' | 'text', (text: string) => unknown>> = {
  switch: (text) => {
    if (/^(true|t|)$/i.test(text)) return true;
    return /^(false|f)$/i.test(text) ? false : undefined;
  },
  port: (text) => {
    const value = readGoDecimal(text);
    return value === undefined ? undefined : Number(value);
  },
  text: (text) => text,
};

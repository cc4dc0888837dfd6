import type { ProblemList } from '../errors/problem-list';
import { readFields } from '../input/read-fields';
import { optionName } from '../proxy-flags/flag-names';
import type { FlagRow } from '../proxy-flags/flag-row';
import { flagsOf, type ProxyFlags } from '../proxy-flags/proxy-invocation';
import { derivedFlags, fixedFlags } from './derived-flags';
import { problem } from './proxy-container-codes';

/** Needs that no container of the constructs can have. */
const unmetNeeds: Readonly<Record<string, string>> = { fuse: 'FUSE', gcloud: 'the gcloud program' };

/** The flags of the typed escape hatch, without those that cannot be there. Their values are checked together with all others. */
export function readFlags(value: unknown, path: string, problems: ProblemList): ProxyFlags {
  if (value === undefined) return {};
  const rows: ReadonlyMap<string, FlagRow> = new Map(flagsOf('serve').map((row) => [optionName(row.name), row]));
  const table = Object.fromEntries([...rows].map(([option, row]) => [option, { meaning: row.doc }]));
  const fields = readFields(value, path, table, problems);
  const accepted: Record<string, unknown> = {};
  for (const [option, given] of Object.entries(fields ?? {})) {
    const row = rows.get(option);
    if (!row || given === undefined) continue;
    const at = `${path}.${option}`;
    const derivedFrom = derivedFlags[option as keyof ProxyFlags];
    const missing = unmetNeeds[row.needs];
    const fixed = fixedFlags[option as keyof ProxyFlags];
    if (row.kind === 'action') problems.add(problem('flag-ends-proxy', at, { flag: row.name }));
    else if (fixed !== undefined) problems.add(problem('flag-is-fixed', at, { flag: row.name, reason: fixed }));
    else if (derivedFrom !== undefined) problems.add(problem('flag-has-an-option', at, { flag: row.name, option: derivedFrom }));
    else if (row.secret) problems.add(problem('flag-carries-secret', at, { flag: row.name }));
    else if (missing !== undefined) problems.add(problem('flag-not-in-image', at, { flag: row.name, needs: missing }));
    else accepted[option] = given;
  }
  return accepted;
}

import { quote } from '../errors/quote';
import { type ConflictRow, conflict, once } from './conflict';
import { optionName } from './flag-names';
import { flagRows } from './flag-table';
import { readGoDuration } from './go-duration';
import { hasIamLogin } from './login-conflicts';
import { flagsOf, type ProxyInvocation, valueOf } from './proxy-invocation';

/** Flags that have no effect, or another one, beside certain others. */
export const effectConflicts: readonly ConflictRow[] = [
  conflict('flag-without-effect', (invocation) =>
    flagsOf('serve').flatMap((row) => {
      const given = valueOf(invocation.flags, row);
      if (!row.worksWith || given === undefined || given === false) return [];
      const { name, worksWith } = row;
      const works = worksWith.some((other) => isOn(invocation, other));
      const values = () => ({ flag: `--${name}`, needed: worksWith.map((other) => `--${other}`).join(' or ') });
      return once(!works, `flags.${optionName(name)}`, values);
    }),
  ),
  conflict('telemetry-disabled', ({ flags }) =>
    once(Boolean(flags.telemetryProject && flags.disableMetrics && flags.disableTraces), 'flags.telemetryProject', () => ({})),
  ),
  conflict('quiet-with-structured-logs', ({ flags }) => once(Boolean(flags.quiet && flags.structuredLogs), 'flags.quiet', () => ({}))),
  conflict('quiet-with-debug-logs', ({ flags }) => once(Boolean(flags.quiet && flags.debugLogs), 'flags.quiet', () => ({}))),
  conflict('exit-zero-skips-delay', ({ flags }) => {
    const delay = typeof flags.minSigtermDelay === 'string' ? (readGoDuration(flags.minSigtermDelay) ?? 0n) : 0n;
    return once(flags.exitZeroSigterm === true && delay > 0n, 'flags.minSigtermDelay', () => ({ value: quote(flags.minSigtermDelay) }));
  }),
];

function isOn(invocation: ProxyInvocation, name: string): boolean {
  if (name === 'auto-iam-authn') return hasIamLogin(invocation);
  const row = flagRows.find((candidate) => candidate.name === name);
  const value = row && valueOf(invocation.flags, row);
  return value !== undefined && value !== false && value !== '';
}

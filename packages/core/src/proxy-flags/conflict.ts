import type { Problem } from '../errors/problem';
import type { ProblemFactory } from '../errors/problem-table';
import { type ProxyFlagsCode, problem, type proxyFlagsCodes } from './proxy-flags-codes';
import type { ProxyInvocation } from './proxy-invocation';

type ValuesOf<Code extends ProxyFlagsCode> = Parameters<ProblemFactory<Pick<typeof proxyFlagsCodes, Code>>>[2];

/** Where in an invocation something is wrong (`flags.port`, `instances[0].flags.port`), and the values of the sentence. */
export interface Conflict<Code extends ProxyFlagsCode> {
  readonly at: string;
  readonly values: ValuesOf<Code>;
}

/** One row of the table of conflicts: flags that are right each by itself and wrong together. */
export interface ConflictRow {
  readonly code: ProxyFlagsCode;
  /** The problems of an invocation, with `path` as the place of the invocation. */
  readonly problems: (invocation: ProxyInvocation, path: string) => readonly Problem[];
}

/** Makes a row of the code of its problem and what finds it. */
export function conflict<Code extends ProxyFlagsCode>(
  code: Code,
  when: (invocation: ProxyInvocation) => readonly Conflict<Code>[],
): ConflictRow {
  const factory = problem as (code: ProxyFlagsCode, path: string, values: ValuesOf<Code>) => Problem;
  return { code, problems: (invocation, path) => when(invocation).map(({ at, values }) => factory(code, `${path}.${at}`, values)) };
}

/** The one problem, if `condition` holds. */
export function once<Code extends ProxyFlagsCode>(condition: boolean, at: string, values: () => ValuesOf<Code>): readonly Conflict<Code>[] {
  return condition ? [{ at, values: values() }] : [];
}

/** An instance as it stands in a sentence: `instances[1] (read-pool)`. */
export function instanceName(invocation: ProxyInvocation, index: number): string {
  const last = String(invocation.instances[index]?.uri).split('/').at(-1) ?? '';
  return `instances[${index}]${/^[\w-]{1,63}$/.test(last) ? ` (${last})` : ''}`;
}

import type { Problem } from '../errors/problem';
import { proxyFlagsCodes } from './proxy-flags-codes';

/** How the Auth Proxy of the verified version takes what has a problem. */
export type Severity =
  /** It does not start. */
  | { readonly kind: 'refused' }
  /** It may start, and `reason` says what then goes wrong. */
  | { readonly kind: 'stricter'; readonly reason: string };

interface SeverityRow {
  readonly severity: 'refused' | 'stricter';
  readonly reason?: string;
}

const rows: Readonly<Record<string, SeverityRow>> = proxyFlagsCodes;

/** For problems of instance URIs, whose table knows nothing of the Auth Proxy. */
const looseUriPattern =
  'The Auth Proxy looks for something like an instance URI anywhere in the text, and fails at the first connection with anything else.';

/**
 * Whether the Auth Proxy itself refuses what `problem` is about, or we are stricter, and why.
 * A problem of an instance URI counts as stricter.
 */
export function severityOf(problem: Pick<Problem, 'code'>): Severity {
  const row = Object.hasOwn(rows, problem.code) ? rows[problem.code] : undefined;
  if (row?.severity === 'refused') return { kind: 'refused' };
  return { kind: 'stricter', reason: row?.reason ?? looseUriPattern };
}

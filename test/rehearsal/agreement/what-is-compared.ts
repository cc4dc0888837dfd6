import type { Expectation } from '../../../packages/rehearsal/src/verdict/expectation';
import type { Finding, Outcome } from './scenario';

export type { CauseCode } from '@alloydb-gke/core';
export type { ExpectationCode } from '../../../packages/rehearsal/src/verdict/expectation';

/** Of a verdict, what two judges of the same deployment have to agree about. */
export function outcomeOf(expectations: readonly Expectation[]): Outcome {
  const wanting = expectations.filter(({ result }) => result !== 'passed');
  const failed = wanting.filter(({ result }) => result === 'failed');
  // Without a failure, what was not reached is what is wrong. A pod of which nothing was seen has not passed either.
  const findings = (failed.length > 0 ? failed : wanting).map(({ code, result, failure }) => `${code}: ${failure?.cause ?? result}`);
  const [first, ...others] = [...new Set(findings)].sort() as Finding[];
  if (first !== undefined) return [first, ...others];
  return expectations.length > 0 ? 'passed' : (['created: not-reached'] as unknown as Outcome);
}

export function outcomeText(outcome: Outcome): string {
  return outcome === 'passed' ? outcome : outcome.join(', ');
}

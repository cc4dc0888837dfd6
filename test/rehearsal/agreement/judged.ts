import type { Expectation } from '../../../packages/rehearsal/src/verdict/expectation';

/** What one of the two made of a scenario. */
export interface Judged {
  readonly expectations: readonly Expectation[];
  readonly seconds: number;
  /** Whether it ran a second time, alone. */
  readonly again?: true;
  /** For whoever has to find out why they differ. */
  readonly timeline?: readonly object[];
}

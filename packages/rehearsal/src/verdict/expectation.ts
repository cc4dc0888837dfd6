import type { CauseCode, Repair } from '@alloydb-gke/core';
import type { ExpectationCode } from './expectation-table';

export type { Repair } from '@alloydb-gke/core';
export type { ExpectationCode } from './expectation-table';

/** Something that is expected of a pod, and whether it came true. */
export interface Expectation {
  /** A phrase that stays the same across versions: `login`, `probes`, `drain`. The rows of expectation-table.ts. */
  readonly code: ExpectationCode;
  /** What it is about: a container, an instance. */
  readonly subject: string;
  /** What was expected, as a phrase: `log in to my-primary as orders@my-project.iam`. */
  readonly text: string;
  /** The same beside the name of its subject: `login as orders@my-project.iam`. */
  readonly brief: string;
  /** `not-reached`: it could not come true, because of something that failed before. */
  readonly result: 'passed' | 'failed' | 'not-reached';
  /** How long it took to come true, or to fail. */
  readonly milliseconds?: number;
  /** What went wrong, where it failed. */
  readonly failure?: Failure;
}

/** What went wrong, why, and what to do. */
export interface Failure {
  /** Undefined where nothing in the table fits: then the evidence is all that is said. */
  readonly cause: CauseCode | undefined;
  /** What the application saw: `server closed the connection unexpectedly`. */
  readonly seen: string;
  /** The proxy's own line about it, where there is one. */
  readonly proxyLine?: string;
  /** What is wrong, as a sentence with the values of this case. */
  readonly explanation: string;
  /** What repairs it: commands that belong together, and other ways to the same end. */
  readonly repairs: readonly Repair[];
}

import type { Manifest } from '@alloydb-gke/core';
import type { EmulatorSpec } from '@alloydb-gke/emulator';
import type { CauseCode, ExpectationCode } from './what-is-compared';

/** What a judge finds: nothing wrong, or each failed expectation with its cause. */
export type Outcome = 'passed' | readonly [Finding, ...Finding[]];

export type Finding = `${ExpectationCode}: ${CauseCode}`;

/** A deployment with its cloud, and what becomes of it. */
export interface Scenario {
  /** Its namespace, its IAM service account and its database user are called so: whatever the emulator refuses names its scenario. */
  readonly id: string;
  /** What is right or wrong about it, as a phrase. */
  readonly title: string;
  readonly manifests: readonly Manifest[];
  /** The cloud without addresses. */
  readonly cloud: EmulatorSpec;
  readonly expected: Outcome;
}

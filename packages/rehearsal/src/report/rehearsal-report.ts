import type { Assumption } from '../cloud-side/cloud-side';
import type { WorkloadName } from '../pod-plan/pod-plan';
import type { PodEvent } from '../pod-run/pod-event';
import type { Expectation } from '../verdict/expectation';

/** What a rehearsal found. With `--output json` exactly this is printed. It holds no secret. */
export interface RehearsalReport {
  /** The form of this document. */
  readonly version: 'alloydb-gke.dev/rehearsal/v1';
  /** Whether everything that was expected came true. */
  readonly passed: boolean;
  /** How long it took. */
  readonly seconds: number;
  /** What it was run against. */
  readonly against: {
    /** `alloydb-auth-proxy 1.17.1`, and where it was found; with `standIn` ours in its place, which behaves as that version. */
    readonly proxy: { readonly version: string; readonly program: string; readonly standIn: boolean };
    /** `PostgreSQL 15.14` */
    readonly postgres: string;
    /** Whether every pod had a network of its own. */
    readonly network: 'private-network' | 'loopback';
    /** What was changed in the manifests for this machine, as sentences. */
    readonly rewrites: readonly string[];
    /** That no rehearsal has met Google, and what that leaves open; with a stand-in for the Auth Proxy that it was one. */
    readonly notice: string;
  };
  /** Where the cloud side was taken from. */
  readonly cloudSide: string;
  /** What nobody declared, and the commands that make it true. */
  readonly assumptions: readonly Assumption[];
  /** What the cloud side does not show, and is taken to be right, as sentences: a hidden Secret, a cluster that is in no program. */
  readonly takenAsRight: readonly string[];
  /** One for each workload with a proxy. */
  readonly pods: readonly RehearsedPod[];
  /** Workloads without a proxy, and why they were left alone. */
  readonly leftAlone: readonly { readonly workload: WorkloadName; readonly reason: string }[];
}

/** What was found of one workload. */
export interface RehearsedPod {
  /** The workload. */
  readonly workload: WorkloadName;
  /** Where it was read. */
  readonly origin: string;
  /** Whether everything that was expected of it came true. */
  readonly passed: boolean;
  /** Which databases were tried though no variable names them, as whom and why, as sentences. */
  readonly unnamed: readonly string[];
  /** What was expected of it, in the order in which it happens. */
  readonly expectations: readonly Expectation[];
  /** What happened, in its order. */
  readonly timeline: readonly PodEvent[];
}

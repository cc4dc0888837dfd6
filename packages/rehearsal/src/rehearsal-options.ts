import type { Connection } from '@alloydb-gke/core';
import type { EmulatorSpec, FaultName } from '@alloydb-gke/emulator';
import type { ReadFilesOptions } from './manifests/read-manifest-files';
import type { PodEvent } from './pod-run/pod-event';
import type { PulumiPlan } from './pulumi/pulumi-resource';

/** What there is in the cloud: from connections, from a spec of the emulator (what `cloud.yaml` holds), from Pulumi, or derived from the manifests. */
export type CloudInput =
  | {
      readonly connections: readonly [Connection, ...Connection[]];
      /** What the report calls it. @default 'the connection' */
      readonly source?: string;
    }
  | {
      readonly spec: EmulatorSpec;
      /** What the report calls it. @default 'the spec' */
      readonly source?: string;
    }
  | {
      /** What previews and exported stacks of Pulumi say: its Kubernetes objects are rehearsed beside the manifests. */
      readonly pulumi: PulumiPlan;
      /**
       * What is in the cloud and in no program.
       * @default - the connections that the programs hold
       */
      readonly connections?: readonly Connection[];
    }
  | 'assume';

/** How a deployment is rehearsed. */
export interface RehearsalOptions extends ReadFilesOptions {
  /** What there is in the cloud. Nothing else is there, and nobody may anything else. */
  readonly cloud: CloudInput;
  /**
   * The workloads that are rehearsed, as `KIND/NAME`.
   * @default - every workload with an Auth Proxy
   */
  readonly only?: readonly string[];
  /**
   * The Auth Proxy's program, whatever the version that an image names.
   * @default - the version that the image names: from `ALLOYDB_AUTH_PROXY_BIN`, `PATH`, or the cache
   */
  readonly proxyProgram?: string;
  /**
   * Takes a stand-in for the Auth Proxy, for a machine where it cannot be had: the connector behind the proxy's flags. The report
   * names it. What the real program does otherwise is not seen.
   * @default false
   */
  readonly standIn?: boolean;
  /**
   * Where the pods run: in private networks, one a pod, or on loopback addresses.
   * @default - private networks where this machine allows them, else loopback addresses
   */
  readonly network?: 'private' | 'loopback';
  /**
   * Whether an application uses all of its time after SIGTERM, in place of two seconds of it: what the grace period leaves, or nearly
   * all that a classic sidecar waits for it.
   * @default false
   */
  readonly fullDrain?: boolean;
  /**
   * Faults of the local AlloyDB, switched on before the pods start.
   * @default []
   */
  readonly faults?: readonly FaultName[];
  /**
   * How many pods run at once.
   * @default - 10, and 4 with the stand-in, which is slower
   */
  readonly atOnce?: number;
  /**
   * How long something may take for which kubelet would wait for ever, in seconds.
   * @default 30
   */
  readonly patienceSeconds?: number;
  /** Told of everything that happens to the pods. Holds no secret. @default - nobody is told */
  readonly onEvent?: (event: PodEvent) => void;
  /** Told what is done before the pods start, as sentences. @default - nobody is told */
  readonly onStep?: (sentence: string) => void;
  /** Ends the rehearsal. @default - it ends by itself */
  readonly signal?: AbortSignal;
}

import type { EmulatorSpec } from '@alloydb-gke/emulator';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { PodEvent } from '../pod-run/pod-event';
import type { PodFacts } from '../verdict/pod-facts';

/** Where the pods run, the AlloyDB included. */
export interface Stage {
  readonly kind: 'private-network' | 'loopback';
  /** Every rewrite of a manifest that the stage needs, as a sentence. None for a private network. */
  readonly rewrites: readonly string[];
  /** Runs the pods, at most `atOnce` at a time, and tells what it sees. Rejects with a RehearsalError where the machine does not allow it. */
  run(plans: readonly PodPlan[], onEvent: (event: PodEvent) => void): Promise<readonly PodFacts[]>;
  /** Switches a fault of the local AlloyDB on, by its name, while pods run. */
  startFault(name: string): void;
  /** Ends everything at once. A second call waits for the first. */
  stop(): Promise<void>;
}

/** What a stage is set up with. It is plain JSON: the stage is a process of its own. */
export interface StageSetup {
  readonly cloud: EmulatorSpec;
  /** The Auth Proxy's program. */
  readonly proxyProgram: string;
  /** Whether that is the stand-in: a program of Node.js, which has to be started with it. */
  readonly standIn: boolean;
  /** The longest that a container may take to become ready, where kubelet would wait for ever. */
  readonly patienceSeconds: number;
  /** How long an application drains after SIGTERM: 2 s, or all that the grace period leaves. */
  readonly drain: 'short' | 'full';
  readonly atOnce: number;
  /** Faults of the emulator to switch on, by name, before the pods start. */
  readonly faults: readonly string[];
}

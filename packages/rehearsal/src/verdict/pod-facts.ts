import type { EmulatorEvent } from '@alloydb-gke/emulator';
import type { ContainerPlan, WorkloadName } from '../pod-plan/pod-plan';

/**
 * What was seen of one pod, whoever ran it: the rehearsal or a real kubelet. The verdict is a pure function of the plan and of
 * these facts, so that the two can be compared.
 */
export interface PodFacts {
  readonly workload: WorkloadName;
  readonly containers: readonly ContainerFacts[];
  /** What the stand-ins for the application's programs said. */
  readonly client: readonly ClientRecord[];
  /** What the emulator refused while the pod ran, by its own log. */
  readonly refusals: readonly EmulatorEvent[];
  /** Whether the pod became Ready; undefined where it is not meant to stay. */
  readonly ready: boolean | undefined;
  /** How the pod ended by itself, for one that completes: `running` when it was still there at the end of the wait. */
  readonly completion: 'succeeded' | 'failed' | 'running' | undefined;
  /** How the deletion went, where the pod was deleted. */
  readonly deletion?: { readonly seconds: number; readonly gracePeriodSeconds: number };
}

export interface ContainerFacts {
  readonly name: string;
  readonly role: ContainerPlan['role'];
  readonly place: ContainerPlan['place'];
  /** Never started: kubelet says why (`CreateContainerConfigError: secret "x" not found`), or an earlier container never let it. */
  readonly started: boolean;
  readonly waiting?: { readonly reason: string; readonly message: string };
  /** Its program could not be executed, as the container runtime says it: `exec: "/bin/sh": … no such file or directory`. */
  readonly cannotStart?: string;
  readonly restarts: number;
  /** Of every end, in order: the last is that of the deletion. 137 is SIGKILL. */
  readonly exitCodes: readonly number[];
  readonly probeFailures: readonly ProbeFailure[];
  /** The lines of its log: for the proxy. */
  readonly log: readonly string[];
}

export interface ProbeFailure {
  readonly probe: 'startup' | 'readiness' | 'liveness';
  /** As kubelet words it, the pod's address written POD_IP. */
  readonly message: string;
  readonly count: number;
}

/** A line of the stand-in for a program that uses the database: the Node.js one of the rehearsal and the Go one of the node write the same. */
export type ClientRecord =
  | {
      readonly event: 'login';
      readonly container: string;
      /** Which variables named the database: `PGHOST`, `DB_HOST`, `DATABASE_URL`; `assumed:` and its place where none did. */
      readonly from: string;
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
      readonly ok: boolean;
      readonly sqlstate?: string;
      readonly error?: string;
      readonly milliseconds: number;
    }
  /** After a login: the attempt to write into what it may. `read-only` is SQLSTATE 25006. */
  | {
      readonly event: 'write';
      readonly container: string;
      readonly from: string;
      readonly outcome: 'written' | 'read-only' | 'may-only-read' | 'may-nothing' | 'failed';
      readonly sqlstate?: string;
      readonly error?: string;
    }
  /** After SIGTERM: a held transaction and new connections until the container ends. */
  | {
      readonly event: 'drain';
      readonly container: string;
      readonly seconds: number;
      readonly operations: number;
      readonly failed: number;
      readonly firstError?: string;
    }
  /** Every database has been tried once: from now on it only goes on until it is told to end. */
  | { readonly event: 'settled'; readonly container: string }
  | { readonly event: 'no-database'; readonly container: string }
  | { readonly event: 'quit-posted'; readonly container: string; readonly url: string; readonly ok: boolean; readonly error?: string };

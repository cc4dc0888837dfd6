import type { ContainerPlan, LifecycleAction } from '../pod-plan/pod-plan';
import type { ProbeAction, ProbePlan } from '../pod-plan/probe-plan';
import type { ProbeOutcome } from './probe-schedule';

/** Where one pod runs: its network, its volumes, its programs. A stage makes it. */
export interface PodPlace {
  /** The pod's address. */
  readonly address: string;
  /** Starts the program of a container, and gives its lines as they come. Rejects with CannotStart. */
  start(container: ContainerPlan, onLine: (line: string) => void): Promise<RunningContainer>;
  /** Sends one probe to a container, as kubelet does from the node. */
  probe(container: ContainerPlan, action: ProbeAction, timeoutSeconds: number): Promise<ProbeResult>;
  /** Whether a first probing is worth while: something listens where it goes to, or its program does not fail. */
  listens(container: ContainerPlan, probe: ProbePlan): Promise<boolean>;
  /** Carries a hook out. Fulfilled with undefined, or with why it failed. */
  act(container: ContainerPlan, action: LifecycleAction): Promise<string | undefined>;
  /** Ends whatever is left of the pod. */
  close(): Promise<void>;
}

/** The program of a container that runs. */
export interface RunningContainer {
  /** Its exit code; 128 and the number of the signal where one ended it. */
  readonly ended: Promise<number>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface ProbeResult {
  readonly outcome: ProbeOutcome;
  /** In kubelet's words, the pod's address as it is. Empty for a success. */
  readonly message: string;
}

/** The program of a container is not there, or is none. */
export class CannotStart extends Error {
  override readonly name: string = 'CannotStart';
}

import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import type { PodWords } from './words-of-pod';

/** A program that a stage has made ready: to be started as it is. */
export interface ReadyProgram {
  readonly file: string;
  readonly args: readonly string[];
  /** Its whole environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a stage does for the containers of one pod. */
export interface ContainerHost {
  /** The plan with the addresses that the pod has got. */
  readonly plan: PodPlan;
  /** The pod's address. */
  readonly address: string;
  /** What is called differently here from what it is called in the pod. None where the pod has a network and a file system of its own. */
  readonly words: PodWords;
  /** Makes a container's file system, and says how its own program is started. Rejects with CannotStart. */
  prepare(container: ContainerPlan): Promise<ReadyProgram>;
  /** How another program is started in a container that runs. @throws CannotStart */
  programIn(container: ContainerPlan, command: readonly string[]): ReadyProgram;
  /** Where a probe or a hook finds a host. */
  addressOf(host: string | undefined): string;
  close(): Promise<void>;
}

import type { RunningEmulator } from '@alloydb-gke/emulator';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { ContainerHost } from './container-host';

/** A stage from inside: the AlloyDB, and a place for each pod. */
export interface StageGround {
  readonly emulator: RunningEmulator;
  /** Makes a place for a pod. */
  makeHost(plan: PodPlan): Promise<ContainerHost>;
  close(): Promise<void>;
}

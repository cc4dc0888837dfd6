import type { PodPlan } from '../../../packages/rehearsal/src/pod-plan/pod-plan';
import type { Stage, StageSetup } from '../../../packages/rehearsal/src/stage/stage';

/** What the stage driver is told to do. */
export interface DriverWork {
  readonly setup: StageSetup;
  readonly plans: readonly PodPlan[];
  readonly network: Stage['kind'];
}

import { type ManifestSet, readManifestObjects } from '@alloydb-gke/rehearsal';
import type { CloudSide } from '../../../packages/rehearsal/src/cloud-side/cloud-side';
import { cloudSideFromSpec } from '../../../packages/rehearsal/src/cloud-side/cloud-side-from-spec';
import { planPods } from '../../../packages/rehearsal/src/pod-plan/plan-pods';
import type { PodPlan } from '../../../packages/rehearsal/src/pod-plan/pod-plan';
import type { Scenario } from './scenario';

/** A scenario with what both judges know before anything runs. */
export interface PreparedScenario {
  readonly scenario: Scenario;
  readonly set: ManifestSet;
  readonly cloud: CloudSide;
  readonly plan: PodPlan;
}

export function prepare(scenario: Scenario): PreparedScenario {
  const set = readManifestObjects(scenario.manifests);
  const cloud = cloudSideFromSpec(scenario.cloud, 'the table of scenarios', set, planPods(set));
  const [plan, ...others] = planPods(set, { spec: cloud.spec }).pods;
  if (plan === undefined || others.length > 0) throw new Error(`${scenario.id} has ${others.length + 1} pods.`);
  return { scenario, set, cloud, plan };
}

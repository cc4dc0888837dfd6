import { objectIn, textIn } from '../pod-plan/json-fields';
import { isUnknown } from './marked-values';
import type { PulumiValues } from './pulumi-values';

const gkeType = 'gcp:container/cluster:Cluster';

/** The workload identity pool of the GKE clusters of a plan, where all have the same: Autopilot always has that of its project. */
export function workloadPoolOfPlan(values: PulumiValues): string | undefined {
  const pools = values.ofType(gkeType).flatMap((cluster) => {
    const said = textIn(objectIn(cluster.inputs['workloadIdentityConfig'])['workloadPool']);
    if (said !== undefined && !isUnknown(said)) return [said];
    const project = values.project(cluster);
    return cluster.inputs['enableAutopilot'] === true && project !== undefined ? [`${project}.svc.id.goog`] : [];
  });
  const [pool, ...others] = new Set(pools);
  return others.length === 0 ? pool : undefined;
}

import type { Input } from '@pulumi/pulumi';

/** A GKE cluster that exists. */
export interface GkeWorkloadIdentityArgs {
  /** Name of the cluster. */
  clusterName: Input<string>;
  /** Its region or zone. */
  location: Input<string>;
  /**
   * Its project.
   * @default - the provider's
   */
  project?: Input<string>;
  /**
   * The workload identity pool that it must have, `PROJECT.svc.id.goog`.
   * @default - any
   */
  workloadPool?: Input<string>;
  /**
   * Names of the node pools that the workloads run on.
   * @default - all of the cluster
   */
  nodePools?: Input<Input<string>[]>;
}

import { ProblemList, quote } from '@alloydb-gke/core';
import { type GetClusterResult, getClusterOutput } from '@pulumi/gcp/container';
import { all, ComponentResource, type ComponentResourceOptions, type Output, output } from '@pulumi/pulumi';
import type { GkeWorkloadIdentityArgs } from './gke-workload-identity-args';
import { type ArgsTable, anything, checkArgs } from './known-fields';
import { problem } from './pulumi-codes';

const gkeFields: ArgsTable<GkeWorkloadIdentityArgs> = {
  clusterName: { required: 'the name of the GKE cluster' },
  location: { required: 'its region or zone' },
  project: anything,
  workloadPool: anything,
  nodePools: anything,
};

/** What of the arguments decides, once it is known. */
interface Wanted {
  readonly workloadPool: string | undefined;
  readonly nodePools: readonly string[] | undefined;
}

/**
 * A check of a GKE cluster that exists: whether its pods can be IAM service accounts at all. The cluster needs a workload
 * identity pool, and each node pool the metadata server of GKE; an Autopilot cluster has both. It makes nothing, and says in
 * a preview already what is missing.
 *
 * @example
 * const gke = new GkeWorkloadIdentity('gke', { clusterName: 'apps', location: 'us-central1' });
 * new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop', workloadPool: gke.workloadPool });
 */
export class GkeWorkloadIdentity extends ComponentResource {
  /** The workload identity pool of the cluster: `PROJECT.svc.id.goog`. */
  readonly workloadPool: Output<string>;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: GkeWorkloadIdentityArgs, opts?: ComponentResourceOptions) {
    const problems = new ProblemList();
    checkArgs(args, name, gkeFields, problems);
    problems.throwIfAny();
    super('alloydb-gke:index:GkeWorkloadIdentity', name, args, opts);
    const { clusterName, location, project } = args;
    const found = getClusterOutput({ name: clusterName, location, ...(project !== undefined && { project }) }, { parent: this });
    this.workloadPool = all([found, output(args.workloadPool), output(args.nodePools)]).apply(([cluster, workloadPool, nodePools]) =>
      checkedPool(cluster, { workloadPool, nodePools }, name),
    );
    this.registerOutputs({ workloadPool: this.workloadPool });
  }
}

/** Source: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity */
function checkedPool(cluster: GetClusterResult, { workloadPool, nodePools }: Wanted, path: string): string {
  const problems = new ProblemList();
  const { name, location = '', project, enableAutopilot } = cluster;
  const [pool = ''] = (cluster.workloadIdentityConfigs ?? []).map((one) => one.workloadPool).filter(Boolean);
  if (pool === '') {
    const wanted = workloadPool ?? `${project ?? 'PROJECT'}.svc.id.goog`;
    problems.add(problem('no-workload-pool', path, { cluster: name, location, pool: wanted }));
  } else if (workloadPool !== undefined && workloadPool !== pool) {
    problems.add(
      problem('other-workload-pool', `${path}.workloadPool`, { cluster: name, found: quote(pool), wanted: quote(workloadPool) }),
    );
  }
  const ofCluster = enableAutopilot ? [] : (cluster.nodePools ?? []);
  for (const missing of (enableAutopilot ? [] : (nodePools ?? [])).filter((one) => !ofCluster.some((known) => known.name === one))) {
    problems.add(problem('no-such-node-pool', `${path}.nodePools`, { cluster: name, nodePool: missing }));
  }
  for (const nodePool of ofCluster.filter((one) => nodePools === undefined || nodePools.includes(one.name))) {
    const [mode = ''] = (nodePool.nodeConfigs ?? []).flatMap((node) => (node.workloadMetadataConfigs ?? []).map((config) => config.mode));
    if (mode !== 'GKE_METADATA') {
      const found = mode === '' ? 'GCE_METADATA' : mode;
      problems.add(problem('no-metadata-server', path, { cluster: name, location, nodePool: nodePool.name, mode: found }));
    }
  }
  problems.throwIfAny();
  return pool;
}

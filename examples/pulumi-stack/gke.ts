import { GkeWorkloadIdentity } from '@alloydb-gke/pulumi';
import { Network, Subnetwork } from '@pulumi/gcp/compute';
import { Cluster, getClusterOutput } from '@pulumi/gcp/container';
import { Provider } from '@pulumi/kubernetes/provider';
import type { Input, Output, Resource } from '@pulumi/pulumi';
import { kubeconfig } from './kubeconfig';

/** A GKE cluster, for what runs in it and for the database beside it. */
export interface Gke {
  readonly provider: Provider;
  /** The full name of its network. */
  readonly network: Output<string>;
  /** Its workload identity pool. */
  readonly workloadPool: Input<string>;
  /** What has to be there before anything runs in it. */
  readonly made: Resource[];
}

/** What an Autopilot cluster is made of. */
export interface AutopilotArgs {
  readonly project: string;
  readonly location: string;
  readonly deletionProtection: boolean;
}

/** An Autopilot cluster in a network of its own. */
export function autopilotCluster(name: string, { project, location, deletionProtection }: AutopilotArgs): Gke {
  const options = { protect: deletionProtection };
  const network = new Network(`${name}-network`, { autoCreateSubnetworks: false }, options);
  const subnetwork = new Subnetwork(
    `${name}-nodes`,
    { network: network.id, region: location, ipCidrRange: '10.0.0.0/20', privateIpGoogleAccess: true },
    options,
  );
  const cluster = new Cluster(
    name,
    { location, network: network.id, subnetwork: subnetwork.id, enableAutopilot: true, deletionProtection },
    options,
  );
  const certificate = cluster.masterAuth.clusterCaCertificate;
  return {
    provider: new Provider(name, { kubeconfig: kubeconfig({ address: cluster.endpoint, certificate }) }),
    network: network.id,
    // That of the project. Said here, a preview knows it.
    workloadPool: `${project}.svc.id.goog`,
    made: [cluster],
  };
}

/** A cluster that exists. What its pods need to be IAM service accounts is checked in a preview already. */
export function existingCluster(name: string, where: { readonly name: string; readonly location: string }): Gke {
  const cluster = getClusterOutput(where);
  const certificate = cluster.masterAuths.apply(([auth]) => auth?.clusterCaCertificate ?? '');
  return {
    provider: new Provider(name, { kubeconfig: kubeconfig({ address: cluster.endpoint, certificate }) }),
    network: cluster.network,
    workloadPool: new GkeWorkloadIdentity(name, { clusterName: where.name, location: where.location }).workloadPool,
    made: [],
  };
}

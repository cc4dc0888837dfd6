import type { ConnectionArgs } from '@alloydb-gke/pulumi';

const cluster = 'projects/shop-project/locations/us-central1/clusters/shop';

/** A connection to a database that exists. */
export const existingConnection: ConnectionArgs = {
  version: 1,
  auth: 'iam',
  databaseName: 'orders',
  instances: { primary: `${cluster}/instances/primary` },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@shop-project.iam.gserviceaccount.com' },
};

/** Name of the proxy's container in a workload, if it has one. */
export function sidecarOf(state: Readonly<Record<string, unknown>>): string | undefined {
  const { spec } = state as {
    readonly spec: { readonly template: { readonly spec: { readonly initContainers?: readonly { name: string }[] } } };
  };
  return spec.template.spec.initContainers?.[0]?.name;
}

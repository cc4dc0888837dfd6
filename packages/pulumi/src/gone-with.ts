import type { Cluster } from '@pulumi/gcp/alloydb';
import type { CustomResourceOptions } from '@pulumi/pulumi';

/** What every resource of the SDK has, and its types keep to themselves. */
interface ProtectedResource {
  readonly __protect?: boolean;
}

/**
 * Database users go with their cluster, which spares their removal one by one: a user who owns tables cannot be removed. But a
 * protected cluster does not go. A destroy without a preview would forget the users, and they would still be there.
 */
export function goneWith(cluster: Cluster | undefined): Pick<CustomResourceOptions, 'deletedWith'> {
  if (cluster === undefined || (cluster as unknown as ProtectedResource).__protect === true) return {};
  return { deletedWith: cluster };
}

import { all, type Output } from '@pulumi/pulumi';
import type { AlloyDBClusterReference } from './database-access-args';
import { isLeaf, treeOf } from './leaves';

/** The name of a cluster, once it has a primary instance: users and secondary clusters need one. */
export function waitForPrimary({ clusterName, instances }: AlloyDBClusterReference): Output<string> {
  const known = treeOf(instances);
  const waited = isLeaf(known) ? known : ((known as Readonly<Record<string, unknown>>)['primary'] ?? '');
  return all([clusterName, waited]).apply(([found]) => found as string);
}

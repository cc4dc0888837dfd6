import { type Output, output } from '@pulumi/pulumi';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import type { KnownServerFacts } from './connection-document';
import { isLeaf, leafyOutput } from './leaves';

/** What the arguments of a cluster say of its database server, for its clients. */
export function serverFacts({ primary = {} }: AlloyDBClusterArgs): Output<KnownServerFacts> {
  const { databaseFlags, connectionPool } = primary;
  const flags = (isLeaf(databaseFlags) ? undefined : databaseFlags) as Readonly<Record<string, unknown>> | undefined;
  const limit = flags?.['max_connections'];
  return leafyOutput({
    ...(limit !== undefined && { maxConnections: isLeaf(limit) ? output(limit).apply(Number) : Number(limit) }),
    ...(connectionPool && { managedConnectionPooling: connectionPool.enabled ?? true }),
  }) as Output<KnownServerFacts>;
}

import { ProblemList, quote } from '@alloydb-gke/core';
import { type Input, type Output, output } from '@pulumi/pulumi';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { checked } from './checked-input';
import type { KnownServerFacts } from './connection-document';
import { isLeaf, leafyOutput } from './leaves';
import { problem } from './pulumi-codes';

/** The flag that limits the connections of all clients. */
export const maxConnectionsFlag = 'max_connections';

/** Adds what is wrong with the flag. Its clients read a number in it. */
export function checkMaxConnections(value: unknown, path: string, problems: ProblemList): void {
  if (value === undefined || /^[1-9]\d*$/.test(String(value))) return;
  problems.add(problem('max-connections', path, { value: quote(value) }));
}

/** What the sound arguments of a cluster say of its database server, for its clients. */
export function serverFacts({ primary = {} }: AlloyDBClusterArgs, path: string): Output<KnownServerFacts> {
  const { databaseFlags, connectionPool } = primary;
  const flags = (isLeaf(databaseFlags) ? undefined : databaseFlags) as Readonly<Record<string, Input<string>>> | undefined;
  // A client that reads it later hears of the cluster, and not of a number that it never wrote.
  const limit = checked(flags?.[maxConnectionsFlag], `${path}.primary.databaseFlags`, new ProblemList(), checkMaxConnections);
  return leafyOutput({
    ...(limit !== undefined && { maxConnections: isLeaf(limit) ? output(limit).apply(Number) : Number(limit) }),
    ...(connectionPool && { managedConnectionPooling: connectionPool.enabled ?? true }),
  }) as Output<KnownServerFacts>;
}

import type { Connection } from '../connection/connection';
import type { ConnectionInstance } from '../connection/read-instances';
import { commandLine } from './command-line';

/** The AlloyDB clusters of a connection, each with the first instance that the connection has in it. The default one is first. */
export function databaseClusters(connection: Connection): readonly ConnectionInstance[] {
  const clusters = new Map<string, ConnectionInstance>();
  for (const instance of connection.instances) {
    if (!clusters.has(instance.uri.clusterName)) clusters.set(instance.uri.clusterName, instance);
  }
  return [...clusters.values()];
}

/**
 * The command, left out at run time where the cluster turns out to be a secondary one: users and grants of a secondary
 * cluster come from its primary cluster.
 */
export function unlessSecondary({ uri }: ConnectionInstance, isDefault: boolean, command: string): string {
  if (isDefault) return command;
  const describe = commandLine(
    ...['gcloud', 'alloydb', 'clusters', 'describe', uri.cluster],
    ...[`--region=${uri.location}`, `--project=${uri.project}`, '--format=value(clusterType)'],
  );
  return `cluster_type=$(${describe})\nif [ "$cluster_type" != SECONDARY ]; then\n${command}\nfi`;
}

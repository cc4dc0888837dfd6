import type { Connection } from '../connection/connection';
import type { ConnectionInstance } from '../connection/read-instances';

/** The AlloyDB clusters of a connection, each with the first instance that the connection has in it. The default one is first. */
export function databaseClusters(connection: Connection): readonly ConnectionInstance[] {
  const clusters = new Map<string, ConnectionInstance>();
  for (const instance of connection.instances) {
    if (!clusters.has(instance.uri.clusterName)) clusters.set(instance.uri.clusterName, instance);
  }
  return [...clusters.values()];
}

import { Connection, ModelError } from '@alloydb-gke/core';
import { Resource } from '@pulumi/pulumi';
import { problem } from './pulumi-codes';

/**
 * Reads a connection. Programs in JavaScript give a component in place of its output, or core's own object, which the constructs
 * for cdk8s take.
 *
 * @throws ModelError with every problem at once
 */
export function readConnection(connection: unknown, path: string): Connection {
  if (connection instanceof Connection) return connection;
  if (Resource.isInstance(connection)) throw new ModelError([problem('connection-of-component', path, {})]);
  return Connection.parse(connection as object);
}

import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions, Connector } from '@alloydb-gke/connector';

/** A connection before the first byte of PostgreSQL. It fails with the error of the connector. */
export async function dialled(connector: Connector, options: string | ConnectionOptions): Promise<Duplex> {
  const socket = await connector.connect(options);
  await once(socket, 'connect');
  return socket;
}

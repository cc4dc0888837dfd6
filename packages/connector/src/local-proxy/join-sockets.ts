import type { Socket } from 'node:net';
import type { Dial } from '../dial/dialer';
import { connectorError } from '../errors/connector-error';
import { refuseClient } from './refuse-client';

/** Joins a client with the connection that is dialled for it. Whichever ends takes the other with it. */
export function joinSockets(client: Socket, dial: Dial): void {
  client.setNoDelay(true);
  // Its end is told by `close`.
  client.on('error', () => {});
  client.once('close', () => dial.abort(connectorError('connector-closed', {})));
  dial.socket.then(
    (server) => {
      if (client.destroyed) return void server.destroy();
      server.on('close', () => client.destroySoon());
      client.on('close', () => server.destroy());
      client.pipe(server);
      server.pipe(client);
    },
    (error: unknown) => refuseClient(client, error instanceof Error ? error.message : String(error)),
  );
}

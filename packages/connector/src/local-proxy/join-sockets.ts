import type { Socket } from 'node:net';
import type { Dial } from '../dial/dialer';
import { refuseClient } from './refuse-client';

/** More than any client of PostgreSQL says before it is answered, in bytes. */
const mostKept = 65_536;

/** Joins a client with the connection that is dialled for it. Whichever ends takes the other with it. */
export function joinSockets(client: Socket, dial: Dial): void {
  client.setNoDelay(true);
  // Its end is told by `close`.
  client.on('error', () => {});
  client.once('close', () => dial.abandon());
  const giveBack = keepWhatItSays(client);
  dial.socket.then(
    (server) => {
      if (client.destroyed || client.readableEnded) return void server.destroy();
      giveBack();
      server.on('close', () => client.destroySoon());
      client.on('close', () => server.destroy());
      client.pipe(server);
      server.pipe(client);
    },
    (error: unknown) => {
      if (client.destroyed || client.readableEnded) return;
      giveBack();
      refuseClient(client, error instanceof Error ? error.message : String(error));
    },
  );
}

/** Reads a client until it is given back with all that it said: the end of one of which nothing is read is never heard. */
function keepWhatItSays(client: Socket): () => void {
  const kept: Buffer[] = [];
  let length = 0;
  const keep = (chunk: Buffer): void => {
    kept.push(chunk);
    length += chunk.length;
    if (length > mostKept) client.pause();
  };
  client.on('data', keep).resume();
  return () => {
    client.off('data', keep).pause();
    if (length > 0) client.unshift(Buffer.concat(kept));
  };
}

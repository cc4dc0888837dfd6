import { unlinkSync } from 'node:fs';
import { createConnection, type Server } from 'node:net';
import { connectorError } from '../errors/connector-error';
import { reasonOf } from '../errors/quote';
import type { ListenPlace } from './local-proxy-options';

/**
 * Lets a server listen. A unix socket that a process left behind when it was killed is taken over.
 *
 * @throws ConnectorError `listen-address-in-use` or `listen-address-unusable`
 */
export async function listen(server: Server, { path, port = 5432, host = '127.0.0.1' }: ListenPlace): Promise<void> {
  const place = path ?? `${host}:${port}`;
  try {
    await tryToListen(server, path === undefined ? { port, host } : { path });
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!inUse) throw connectorError('listen-address-unusable', { place, reason: reasonOf(error) }, { cause: error });
    if (path === undefined || !(await isLeftBehind(path))) throw connectorError('listen-address-in-use', { place }, { cause: error });
    unlinkSync(path);
    return listen(server, { path });
  }
}

function tryToListen(server: Server, place: { readonly path: string } | { readonly port: number; readonly host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // A port that cannot be one is thrown here.
    server.listen(place, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Whether nobody listens at a unix socket that exists. */
function isLeftBehind(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ path });
    const answer = (left: boolean): void => {
      socket.destroy();
      resolve(left);
    };
    socket.once('connect', () => answer(false));
    socket.once('error', (error) => answer('code' in error && error.code === 'ECONNREFUSED'));
  });
}

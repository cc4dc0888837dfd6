import type { Server } from 'node:net';
import { connectorError } from '../errors/connector-error';
import { reasonOf } from '../errors/quote';
import type { ListenPlace } from './local-proxy-options';
import { longestSocketPath, removeLeftBehind } from './socket-path';

/**
 * Lets a server listen. A unix socket that a process left behind when it was killed is taken over.
 *
 * @throws ConnectorError `listen-address-in-use` or `listen-address-unusable`
 */
export async function listen(server: Server, { path, port = 5432, host = '127.0.0.1' }: ListenPlace): Promise<void> {
  const place = path ?? `${host}:${port}`;
  const bytes = Buffer.byteLength(path ?? '');
  if (bytes > longestSocketPath) {
    const reason = `the path has ${bytes} bytes, and this system takes ${longestSocketPath} at most`;
    throw connectorError('listen-address-unusable', { place, reason });
  }
  const wanted = path === undefined ? { port, host } : { path };
  try {
    await tryToListen(server, wanted);
  } catch (error) {
    if (path === undefined || !isInUse(error)) throw refusal(place, error);
    await removeLeftBehind(path);
    await tryToListen(server, wanted).catch((again: unknown) => {
      throw refusal(place, again);
    });
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

function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function refusal(place: string, error: unknown): Error {
  if (isInUse(error)) return connectorError('listen-address-in-use', { place, reason: 'somebody else does' }, { cause: error });
  return connectorError('listen-address-unusable', { place, reason: reasonOf(error) }, { cause: error });
}

import { lstatSync, unlinkSync } from 'node:fs';
import { createConnection } from 'node:net';
import { connectorError } from '../errors/connector-error';
import { reasonOf } from '../errors/quote';

const roomFor: Readonly<Partial<Record<NodeJS.Platform, number>>> = { linux: 107, win32: Number.POSITIVE_INFINITY };

/**
 * How many bytes the path of a unix socket may have. Node gives the system the first of a longer one, which is another path.
 * Source: sun_path in unix(7), and in sys/un.h of macOS; its last byte ends it.
 */
export const longestSocketPath: number = roomFor[process.platform] ?? 103;

/**
 * Removes the unix socket that a process left behind, and nothing else.
 *
 * @throws ConnectorError `listen-address-in-use` or `listen-address-unusable`
 */
export async function removeLeftBehind(path: string): Promise<void> {
  const isRefused = await refusesConnections(path);
  const inUse = (reason: string): Error => connectorError('listen-address-in-use', { place: path, reason });
  // A file refuses connections as a socket does that nobody listens at.
  if (isNoSocket(path)) throw inUse('what is there is no socket');
  if (!isRefused) throw inUse('somebody else does');
  try {
    unlinkSync(path);
  } catch (error) {
    throw connectorError('listen-address-unusable', { place: path, reason: reasonOf(error) }, { cause: error });
  }
}

function isNoSocket(path: string): boolean {
  // Those of Linux without a file are sockets alone.
  return !path.startsWith('\0') && lstatSync(path, { throwIfNoEntry: false })?.isSocket() === false;
}

function refusesConnections(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ path });
    const answer = (refused: boolean): void => {
      socket.destroy();
      resolve(refused);
    };
    socket.once('connect', () => answer(false));
    socket.once('error', (error) => answer('code' in error && error.code === 'ECONNREFUSED'));
  });
}

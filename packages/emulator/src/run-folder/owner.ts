import { rename, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** What the names of all run folders begin with. */
export const prefix = 'alloydb-emulator-';

/** The socket in a run folder on which its owner listens for as long as it lives. */
export const ownerSocket = 'owner';

/** How long a folder may be without a socket, in milliseconds: it is being made or removed right now. */
const unownedFor = 60_000;

/**
 * Makes this process the owner of a run folder, until the server is closed or the process is gone. The system tells it to
 * everybody who sees the folder; a process id would mean nothing in another container that shares it.
 */
export async function ownFolder(folder: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).unref();
  const made = join(folder, `${ownerSocket}.new`);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ path: made, exclusive: true }, resolve);
  });
  // Whole or not at all: another emulator that starts now must not find a socket on which nobody listens yet.
  await rename(made, join(folder, ownerSocket));
  return server;
}

/** Whether the process that made a run folder still runs. */
export async function hasLivingOwner(folder: string): Promise<boolean> {
  const refusal = await new Promise<string | undefined>((resolve) => {
    const socket = connect(join(folder, ownerSocket), () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
  });
  if (refusal === 'ECONNREFUSED') return false;
  if (refusal !== 'ENOENT') return true; // It answers, or something else is in the way: not to be touched.
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < unownedFor;
}

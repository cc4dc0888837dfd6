import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { EmulatorError } from './emulator-error';
import { problem } from './start-codes';

/** Where the services for clients listen when nobody says where: for those on this machine. */
export const localhost = '127.0.0.1';

/**
 * Makes a server listen on a port of the services' address; 0 stands for a free one.
 *
 * @param path where the port comes from, for the error
 * @returns the port
 * @throws EmulatorError if the port is taken, or the machine has no such address
 */
export async function listenLocally(server: Server, port: number, path: string, address: string = localhost): Promise<number> {
  try {
    await listen(server, address, port);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new EmulatorError(problem('port-in-use', path, { port, address }));
    throw new EmulatorError(problem('cannot-listen', path, { address, port, reason: message.replace(/\.$/, '') }));
  }
  return (server.address() as AddressInfo).port;
}

/** Makes a server listen. Rejects with the error of the system. */
export function listen(server: Server, host: string, port: number, backlog = 4096): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops a server and ends its connections. One that does not listen is left as it is. */
export async function close(server: Server | HttpServer): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections();
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

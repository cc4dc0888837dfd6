import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { type ConnectionOptions, type Connector, ConnectorError } from '@alloydb-gke/connector';
import type { ProxyListener } from '@alloydb-gke/core';
import { failureWords } from './failure-words';
import type { OpenClients } from './open-clients';
import type { StandInLog } from './stand-in-log';

/** One instance that the stand-in serves. */
export interface ProxiedInstanceParts {
  /** What it is called in the log. */
  readonly name: string;
  readonly target: ConnectionOptions;
  readonly listener: ProxyListener;
  readonly connector: Connector;
  readonly clients: OpenClients;
  readonly log: StandInLog;
}

/** Serves an instance as the Auth Proxy does: whatever goes wrong, the client sees its connection close, and the log says why. */
export class ProxiedInstance {
  readonly #parts: ProxiedInstanceParts;
  readonly #server: Server;

  constructor(parts: ProxiedInstanceParts) {
    this.#parts = parts;
    // Begins to make the key, so that the first client need not wait for it.
    parts.connector.getOptions(parts.target);
    this.#server = createServer({ pauseOnConnect: true, allowHalfOpen: false }, (client) => void this.#serve(client));
  }

  /** @throws Error in the words of the Auth Proxy */
  async listen(): Promise<void> {
    const { listener, name, log } = this.#parts;
    try {
      await listenAt(this.#server, listener);
    } catch (error) {
      throw new Error(`unable to start: [${name}] Unable to mount socket: ${(error as Error).message}`);
    }
    const address = this.#server.address();
    const place = typeof address === 'object' && address ? `${address.address}:${address.port}` : String(address);
    log.info(`[${name}] Listening on ${place}`);
  }

  /** Dials once. @throws Error in the words of the Auth Proxy */
  async check(): Promise<void> {
    const { connector, target, name } = this.#parts;
    const socket = await connector.connect(target);
    await once(socket, 'connect').catch((error: unknown) => {
      throw new Error(wordsOf(error, name));
    });
    socket.destroy();
  }

  /** Takes no new clients. */
  stopListening(): void {
    this.#server.close();
  }

  async #serve(client: Socket): Promise<void> {
    const { name, target, connector, clients, log } = this.#parts;
    client.on('error', () => {});
    const refusal = clients.refusal;
    if (refusal !== undefined) {
      log.info(refusal);
      client.destroy();
      return;
    }
    clients.add(client);
    log.info(`[${name}] accepted connection from ${client.remoteAddress ?? 'a socket'}:${client.remotePort ?? ''}`);
    try {
      const server = await connector.connect(target);
      await once(server, 'connect');
      // Its end is told by `close`.
      server.on('error', () => {});
      server.once('close', () => {
        if (!client.destroyed) log.info(`[${name}] instance closed the connection`);
        client.destroySoon();
      });
      client.once('close', () => {
        if (!server.destroyed) log.info(`[${name}] client closed the connection`);
        server.destroy();
      });
      if (client.destroyed) return void server.destroy();
      client.setNoDelay(true);
      client.pipe(server);
      server.pipe(client);
    } catch (error) {
      log.error(`[${name}] failed to connect to instance: ${wordsOf(error, name)}`);
      client.destroy();
    }
  }
}

function wordsOf(error: unknown, name: string): string {
  if (!(error instanceof ConnectorError)) return String(error);
  const { code, kind, cause } = error;
  const socketCode = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  const message = error.message.replace(` ${error.repair}`, '').replace(/\s+/g, ' ');
  return failureWords({ code, kind, message, socketCode }, name);
}

function listenAt(server: Server, listener: ProxyListener): Promise<void> {
  return new Promise((resolve, reject) => {
    const place = listener.network === 'tcp' ? `tcp ${listener.address}:${listener.port}` : `unix ${listener.path}`;
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Readonly<Record<string, string>> = { EADDRINUSE: 'address already in use', EACCES: 'permission denied' };
      reject(new Error(`listen ${place}: bind: ${reasons[error.code ?? ''] ?? error.message}`));
    });
    if (listener.network === 'tcp') return void server.listen(listener.port, listener.address, resolve);
    try {
      mkdirSync(dirname(listener.path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return reject(error);
    }
    server.listen(listener.path, () => {
      chmodSync(listener.path, 0o777);
      resolve();
    });
  });
}

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dialer, DialTarget } from '../dial/dialer';
import { joinSockets } from './join-sockets';
import { listen } from './listen';
import type { ListenPlace, LocalProxy } from './local-proxy-options';

/** The local proxies of a connector. */
export class LocalProxies {
  readonly #dialer: Dialer;
  readonly #closing: AbortSignal;
  readonly #starting = new Set<Promise<LocalProxy>>();
  readonly #running = new Set<LocalProxy>();
  readonly #servers = new Set<Server>();

  /** @param closing is aborted when the connector closes, with its reason */
  constructor(dialer: Dialer, closing: AbortSignal) {
    this.#dialer = dialer;
    this.#closing = closing;
  }

  /** @throws ConnectorError `listen-address-in-use`, `listen-address-unusable`, or the reason of `closing` */
  async start(target: DialTarget, place: ListenPlace): Promise<LocalProxy> {
    const starting = this.#start(target, place);
    this.#starting.add(starting);
    try {
      return await starting;
    } finally {
      this.#starting.delete(starting);
    }
  }

  async #start(target: DialTarget, place: ListenPlace): Promise<LocalProxy> {
    const clients = new Set<Socket>();
    const server = createServer((client) => {
      clients.add(client);
      client.once('close', () => clients.delete(client));
      joinSockets(client, this.#dialer.dial(target));
    });
    await listen(server, place);
    const proxy = runningProxy(server, clients, () => {
      this.#running.delete(proxy);
      this.#servers.delete(server);
    });
    this.#running.add(proxy);
    this.#servers.add(server);
    if (!this.#closing.aborted) return proxy;
    await proxy.close();
    throw this.#closing.reason;
  }

  /** Takes no new clients. Those that are there go on. */
  stopListening(): void {
    for (const server of this.#servers) server.close();
  }

  /** Ends all of them, with their clients. Those that are about to start end by themselves: the connector is closing. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#starting);
    await Promise.all([...this.#running].map((proxy) => proxy.close()));
  }
}

function runningProxy(server: Server, clients: ReadonlySet<Socket>, ended: () => void): LocalProxy {
  const address = server.address() as AddressInfo | string;
  const [host, port, path] = typeof address === 'string' ? [undefined, undefined, address] : [address.address, address.port, undefined];
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= closeServer(server, clients).finally(ended);
    return closed;
  };
  return { host, port, path, close, [Symbol.asyncDispose]: close };
}

async function closeServer(server: Server, clients: ReadonlySet<Socket>): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    for (const client of clients) client.destroy();
  });
  // A server says that it is closed before the system has been told: that is at the end of this turn, or of the next one.
  await nextTurn();
  await nextTurn();
}

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Dialer, DialTarget } from '../dial/dialer';
import { joinSockets } from './join-sockets';
import { listen } from './listen';
import type { ListenPlace, LocalProxy } from './local-proxy-options';

/** The local proxies of a connector. */
export class LocalProxies {
  readonly #dialer: Dialer;
  readonly #running = new Set<LocalProxy>();
  readonly #servers = new Set<Server>();

  constructor(dialer: Dialer) {
    this.#dialer = dialer;
  }

  /** @throws ConnectorError `listen-address-in-use` or `listen-address-unusable` */
  async start(target: DialTarget, place: ListenPlace): Promise<LocalProxy> {
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
    return proxy;
  }

  /** Takes no new clients. Those that are there go on. */
  stopListening(): void {
    for (const server of this.#servers) server.close();
  }

  /** Ends all of them, with their clients. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((proxy) => proxy.close()));
  }
}

function runningProxy(server: Server, clients: ReadonlySet<Socket>, ended: () => void): LocalProxy {
  const address = server.address() as AddressInfo | string;
  const [host, port, path] = typeof address === 'string' ? [undefined, undefined, address] : [address.address, address.port, undefined];
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= new Promise((resolve) => {
      ended();
      server.close(() => resolve());
      for (const client of clients) client.destroy();
    });
    return closed;
  };
  return { host, port, path, close, [Symbol.asyncDispose]: close };
}

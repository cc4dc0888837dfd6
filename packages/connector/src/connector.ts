import type { Duplex } from 'node:stream';
import { assembleConnector, type ConnectorParts } from './assemble-connector';
import { systemClock } from './clock';
import type { ConnectionOptions } from './connection-options';
import type { CloseOptions, ConnectorOptions } from './connector-options';
import { DeferredSocket } from './dial/deferred-socket';
import type { DialTarget } from './dial/dialer';
import { loginRefusal } from './dial/login-refusal';
import { type DriverOptions, streamFactory } from './driver-options';
import { connectorError } from './errors/connector-error';
import { parseInstanceUri } from './instance-uri/instance-uri';
import { LocalProxies } from './local-proxy/local-proxies';
import type { LocalProxy, LocalProxyOptions } from './local-proxy/local-proxy-options';
import { readConnectionOptions, readConnectorOptions, readLocalProxyOptions } from './read-options';

declare global {
  // Whoever reads these types may have a library without it. As in @types/node, the two are one where both are there.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/**
 * Connects to AlloyDB instances: finds them, gets client certificates and renews them, and dials with TLS 1.3. One connector is
 * enough for a process, and for any number of instances.
 *
 * @example
 * const connector = new Connector();
 * const pool = new pg.Pool({
 *   ...connector.getOptions({ instanceUri: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' }),
 *   user: 'orders', password: process.env.PGPASSWORD, database: 'orders',
 * });
 * // …
 * await pool.end();
 * await connector.close();
 */
export class Connector {
  readonly #parts: ConnectorParts;
  readonly #proxies: LocalProxies;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  /** @throws ConnectorError `connector-option-unknown` or `connector-option-invalid` */
  constructor(options: ConnectorOptions = {}) {
    const machine = { clock: systemClock, random: Math.random, variables: process.env };
    this.#parts = assembleConnector(readConnectorOptions(options), machine, this.#closing.signal);
    this.#proxies = new LocalProxies(this.#parts.dialer, this.#closing.signal);
  }

  /**
   * Options to spread into those of `pg`, or of whatever is built on it. Nothing is called before the first connection.
   * `await` on it does no harm. Where the driver is given an instance URI as its host, that instance is dialled.
   *
   * @throws ConnectorError `instance-uri-invalid`, `ip-type-unknown`, `auth-type-unknown` or `connector-closed`
   */
  getOptions(options: ConnectionOptions): DriverOptions {
    const target = readConnectionOptions(options);
    this.#closing.signal.throwIfAborted();
    this.#parts.key.prepare();
    return { stream: streamFactory(() => this.#stream(target)), ssl: false };
  }

  /**
   * The stream of a new connection, for what takes an open socket. It is there at once, and the dial begins behind it: `connect`
   * is emitted before the first byte of PostgreSQL, and every failure is its `error`. The promise is not rejected, for a driver
   * such as `postgres` lets go of a socket by its end alone. What PostgreSQL says is handed on as it is; the streams of
   * `getOptions` explain a refused IAM login as well.
   *
   * @example
   * const socket = await connector.connect(instanceUri);
   * await once(socket, 'connect'); // rejects with a ConnectorError
   * @example
   * const sql = postgres({ socket: () => connector.getOptions({ instanceUri, authType }).stream(), ssl: false, user, database });
   */
  async connect(options: string | ConnectionOptions): Promise<Duplex> {
    const read = (): DialTarget => readConnectionOptions(typeof options === 'string' ? { instanceUri: options } : options);
    const socket = new DeferredSocket({ dial: () => this.#parts.dialer.dial(read()) });
    // When whoever waits for the socket listens to it.
    setImmediate(() => socket.connect());
    return socket;
  }

  /**
   * Listens on this machine for clients that take a host and a port, or the path of a socket: psql, migrations, other languages.
   * Any number of them may be connected.
   *
   * @throws ConnectorError as a rejection, `listen-address-in-use` among others
   */
  async startLocalProxy(options: LocalProxyOptions): Promise<LocalProxy> {
    const { target, place } = readLocalProxyOptions(options);
    this.#closing.signal.throwIfAborted();
    return this.#proxies.start(target, place);
  }

  /**
   * Ends everything: dials and refreshes under way at once, local proxies, and open connections when they end or the time for
   * that is over. A second call waits for the first.
   */
  close(options: CloseOptions = {}): Promise<void> {
    this.#closed ??= this.#close(options.drainTimeout ?? 5000);
    return this.#closed;
  }

  /** The same at the end of the block of `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(drainTimeout: number): Promise<void> {
    this.#closing.abort(connectorError('connector-closed', {}));
    this.#proxies.stopListening();
    await this.#parts.connections.drain(drainTimeout);
    await this.#proxies.close();
    await this.#parts.sockets.allClosed();
  }

  #stream(target: DialTarget): Duplex {
    let uri = target.uri;
    return new DeferredSocket({
      dial: (host) => {
        if (host !== undefined) uri = parseInstanceUri(host);
        return this.#parts.dialer.dial({ ...target, uri });
      },
      ...(target.authType === 'IAM' && { firstBytes: (bytes: Buffer) => loginRefusal(bytes, uri) }),
    });
  }
}

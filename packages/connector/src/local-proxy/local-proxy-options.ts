import type { ConnectionOptions } from '../connection-options';

/** Where a local proxy listens: a port, or the path of a unix socket. */
export interface ListenPlace {
  /**
   * The port of TCP. 0 takes a free one.
   * @default 5432
   */
  readonly port?: number;
  /**
   * The address of TCP.
   * @default '127.0.0.1'
   */
  readonly host?: string;
  /**
   * The path of a unix socket, in place of TCP: without `port` and `host`. PostgreSQL's own clients look for `.s.PGSQL.5432` in the folder that they are given as host.
   * @default - TCP
   */
  readonly path?: string;
}

/** Which instance a local proxy leads to, and where it listens. */
export interface LocalProxyOptions extends ConnectionOptions, ListenPlace {
  /**
   * Where it listens, as the Cloud SQL connector takes it.
   * @default - `port`, `host` or `path`
   */
  readonly listenOptions?: ListenPlace;
}

/** A proxy that listens. It ends with the connector, or on its own. */
export interface LocalProxy {
  /** The port that it listens on; undefined with a unix socket. */
  readonly port: number | undefined;
  /** The address that it listens on; undefined with a unix socket. */
  readonly host: string | undefined;
  /** The path of its unix socket; undefined with TCP. */
  readonly path: string | undefined;
  /** Stops listening, and ends its connections. */
  close(): Promise<void>;
  /** The same at the end of the block of `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

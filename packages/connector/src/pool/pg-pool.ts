import type { DriverOptions } from '../driver-options';
import type { PasswordSource } from './pool-options';

/** What a pool of `pg` is to who does not say which class it is of. */
export interface PgPool {
  /** Runs one query on any connection. */
  query(text: string, values?: unknown[]): Promise<PgResult>;
  /** Takes a connection out, which has to be given back by its `release()`. */
  connect(): Promise<PgClient>;
  /** Ends the pool, and the connector where that was made for it. */
  end(): Promise<void>;
  /** Hears that a connection was lost while nobody used it. */
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Hears of each new connection. */
  on(event: 'connect', listener: (client: PgClient) => void): unknown;
}

/** A connection of a pool. */
export interface PgClient {
  /** Runs one query. */
  query(text: string, values?: unknown[]): Promise<PgResult>;
  /** Gives it back; with `true` or an error it is closed. */
  release(destroy?: boolean | Error): void;
  /** Hears that the connection was lost. */
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** The answer to a query. */
export interface PgResult {
  /** The rows by the names of their columns. */
  readonly rows: Record<string, unknown>[];
  /** How many rows there are, or were changed. */
  readonly rowCount: number | null;
}

/** The options that a pool is made with. */
export interface PgPoolConfig {
  /** The database user. */
  user?: string;
  /** The name of the database. */
  database?: string;
  /** The password, or what gives it for each connection. */
  password?: PasswordSource;
  /** Where a sidecar or a server listens. */
  host?: string;
  /** Its port. */
  port?: number;
  /** Whether pg has to encrypt by itself. */
  ssl?: boolean | { rejectUnauthorized?: boolean; ca?: string; cert?: string; key?: string; checkServerIdentity?: () => undefined };
  /** Makes the stream of a connection through the connector. */
  stream?: DriverOptions['stream'];
}

/** The class of a pool. */
export type NewPool<Pool extends PgPool> = new (config: PgPoolConfig) => Pool;

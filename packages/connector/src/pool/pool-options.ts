import type { Connector } from '../connector';
import type { ConnectorOptions } from '../connector-options';
import type { NewPool, PgPool } from './pg-pool';

/** The ways from a pool to its instances. */
export const poolWays = ['connector', 'sidecar'] as const;

/** How the connections of a pool reach their instance: through a connector in this process, or through a host and a port. */
export type PoolWay = (typeof poolWays)[number];

/** Gives the password of one connection. It is asked for each of them. */
export type PasswordSource = string | (() => string | Promise<string>);

/** Where pools lead, and how they are made. Everything has a default: the environment that the constructs set. */
export interface PoolOptions<Made extends PgPool = PgPool> {
  /**
   * The class of `pg` that pools are made of. With it the pools have its type.
   * @default - `Pool` of the installed pg
   */
  readonly Pool?: NewPool<Made>;
  /**
   * The Connection document, as JSON text or as the object that it stands for.
   * @default - the environment says where the database is
   */
  readonly connection?: string | object;
  /**
   * The variables to read.
   * @default process.env
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /**
   * How instances are reached.
   * @default - the connector with a Connection document or with `ALLOYDB_INSTANCE_URI`, else the sidecar: a host and a port
   */
  readonly way?: PoolWay;
  /**
   * The prefix of the variables, for those who have their own: `DB_` reads `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER`, `DB_PASSWORD`.
   * @default - the variables of libpq, `PGHOST` and so on
   */
  readonly prefix?: string;
  /**
   * The name of the variable that holds a URL.
   * @default - `DATABASE_URL`, where no `PGHOST` is set
   */
  readonly url?: string;
  /**
   * The name of the instance that reads go to, as the connection calls it.
   * @default 'read'
   */
  readonly readInstance?: string;
  /**
   * The whole prefix of the variables for reads, where the constructs were told one: `REPLICA_` reads `REPLICA_HOST`, `REPLICA_NAME` …
   * @default - derived from `prefix` and the name of the instance: `DB_READ_`
   */
  readonly readPrefix?: string;
  /**
   * The name of the variable that holds the URL for reads, where the constructs were told one. It goes before `readPrefix`.
   * @default - derived from `url` and the name of the instance: `DATABASE_READ_URL`
   */
  readonly readUrl?: string;
  /**
   * Whether it is an error that nothing says where reads go. Else they go to the primary.
   * @default - true with `readPrefix` or `readUrl`, else false
   */
  readonly requireReadPool?: boolean;
  /**
   * The ports of the sidecar, by the names of the instances, with a Connection document.
   * @default - as the proxy has them: 5432 for the default instance, then one after the other
   */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * The password, or a function that gives it for each connection, such as `iamToken()`.
   * @default - what the environment or the file that it names holds; the file is read for each connection
   */
  readonly password?: PasswordSource;
  /**
   * A connector, which is then yours to close, or the options of the one that is made.
   * @default - one with default options
   */
  readonly connector?: Connector | ConnectorOptions;
  /**
   * Further options for `pg`: `max`, `idleTimeoutMillis`, `application_name` …
   * @default - those of pg
   */
  readonly pool?: object;
  /**
   * Further options for the pool that reads, over those of `pool`.
   * @default - the same
   */
  readonly readPool?: object;
  /**
   * Hears that a connection was lost between or during queries. A query under way fails by itself; the others need not know.
   * @default - nobody does
   */
  readonly onError?: (error: Error) => void;
}

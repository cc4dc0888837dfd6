import { Connector } from '../connector';
import type { ConnectorOptions } from '../connector-options';
import { endOnce } from './end-once';
import { EnvironmentVariables } from './environment-variables';
import { loadPool } from './load-pg';
import type { NewPool, PgPool, PgPoolConfig } from './pg-pool';
import type { PoolOptions } from './pool-options';
import type { PoolTarget, PoolTargets } from './pool-target';
import { refuseSessionOptions } from './pooler';
import { readPoolTargets } from './read-pool-options';

/** The pools of an application. */
export interface Pools<Pool extends PgPool = PgPool> {
  /** For everything that writes, and for reads that must see the latest writes. */
  readonly primary: Pool;
  /** For reads that may be a moment late. Where there is no read pool instance, this is the same pool as `primary`. */
  readonly read: Pool;
  /**
   * Ends the pools when their queries have ended, and then the connector, unless that was given. A pool that was ended by hand is
   * waited for. A second call waits for the first.
   */
  close(): Promise<void>;
  /** The same at the end of the block of `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes the pools of an application from the environment that the constructs set, or from a Connection document: one for the primary
 * instance, one for the read pool instance. With a sidecar or with the connector, the code is the same.
 *
 * @example
 * import { Pool } from 'pg';
 *
 * await using pools = createPools({ Pool });
 * await pools.primary.query('INSERT INTO orders (item) VALUES ($1)', ['tea']);
 * const { rows } = await pools.read.query('SELECT * FROM orders');
 * @throws ConnectorError of the kind `config`
 */
export function createPools<Pool extends PgPool = PgPool>(options: PoolOptions<Pool> = {}): Pools<Pool> {
  const { targets, make, closeConnector } = prepare(options);
  const primary = make(targets.primary, options.pool);
  const read = targets.read === undefined ? primary : make(targets.read, { ...options.pool, ...options.readPool });
  const ends = [...new Set([primary, read])].map((pool) => endOnce(pool));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= endAll(ends).finally(closeConnector);
    return closed;
  };
  return { primary, read, close, [Symbol.asyncDispose]: close };
}

/**
 * Makes one pool, for the primary instance, from the environment that the constructs set, or from a Connection document. Its `end()`
 * ends the connector too, unless that was given.
 *
 * @example
 * const pool = createPool({ Pool });
 * @throws ConnectorError of the kind `config`
 */
export function createPool<Pool extends PgPool = PgPool>(options: PoolOptions<Pool> = {}): Pool {
  const { targets, make, closeConnector } = prepare(options);
  const pool = make(targets.primary, options.pool);
  endOnce(pool, closeConnector);
  return pool;
}

interface Workshop<Pool extends PgPool> {
  readonly targets: PoolTargets;
  readonly make: (target: PoolTarget, further: object | undefined) => Pool;
  readonly closeConnector: () => Promise<void>;
}

function prepare<Pool extends PgPool>(options: PoolOptions<Pool>): Workshop<Pool> {
  const variables = new EnvironmentVariables(options?.environment ?? process.env);
  const targets = readPoolTargets(options, variables);
  refuseSessionOptions(targets, options);
  // Without a class the type parameter has its default.
  const NewPool = options.Pool ?? (loadPool() as NewPool<Pool>);
  const given = options.connector instanceof Connector ? options.connector : undefined;
  const ownOptions = given ? {} : connectorOptions(options.connector as ConnectorOptions | undefined, targets, variables);
  let own: Connector | undefined;
  const connector = (): Connector => {
    own ??= given ? undefined : new Connector(ownOptions);
    return given ?? (own as Connector);
  };
  const make = (target: PoolTarget, further: object | undefined): Pool => {
    const pool = new NewPool({ ...configOf(target, connector), ...further });
    listen(pool, options.onError);
    return pool;
  };
  // Their connections are gone by then. What is still open is one whose login failed, which pg forgets without an end.
  const closeConnector = (): Promise<void> => own?.close({ drainTimeout: 1000 }) ?? Promise.resolve();
  return { targets, make, closeConnector };
}

function configOf({ user, database, password, to, further }: PoolTarget, connector: () => Connector): PgPoolConfig {
  return {
    ...further,
    ...(user !== undefined && { user }),
    ...(database !== undefined && { database }),
    ...(password !== undefined && { password }),
    ...('host' in to ? to : connector().getOptions(to)),
  };
}

function connectorOptions(
  given: ConnectorOptions | undefined,
  { impersonationChain = [] }: PoolTargets,
  variables: EnvironmentVariables,
): ConnectorOptions {
  const adminApiEndpoint = variables.get('ALLOYDB_ADMIN_ENDPOINT');
  return {
    ...(adminApiEndpoint !== undefined && { adminApiEndpoint }),
    ...(impersonationChain.length > 0 && { impersonationChain }),
    ...given,
  };
}

/** A connection that is lost has errors. Without a listener they would end the process, whether it is idle or taken out of the pool. */
function listen(pool: PgPool, onError: ((error: Error) => void) | undefined): void {
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    let tell = onError;
    client.on('error', (error) => {
      tell?.(error);
      tell = undefined;
    });
  });
}

/** Ends all of them, also where one fails. @throws the first failure */
async function endAll(ends: readonly (() => Promise<void>)[]): Promise<void> {
  const outcomes = await Promise.allSettled(ends.map((end) => end()));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

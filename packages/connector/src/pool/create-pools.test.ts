import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createPools } from './create-pools';
import { loadPool } from './load-pg';
import type { PgPool } from './pg-pool';
import type { PoolOptions } from './pool-options';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';

/** Pools that only remember what they were made with. */
class FakePool implements PgPool {
  readonly config: Readonly<Record<string, unknown>>;
  constructor(config: object) {
    this.config = { ...config };
  }
  query(): never {
    throw new Error('not here');
  }
  connect(): never {
    throw new Error('not here');
  }
  ends = 0;
  async end(): Promise<void> {
    this.ends += 1;
    if (this.ends > 1) throw new Error('Called end on pool more than once');
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (this.config['application_name'] === 'fails') throw new Error('no end');
    this.ended = true;
  }
  ended = false;
  on(): this {
    return this;
  }
}

const made = (options: PoolOptions<FakePool>): readonly unknown[] => {
  const { primary: first, read } = createPools({ Pool: FakePool, ...options });
  return first === read ? [first.config] : [first.config, read.config];
};

function messageOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the variables of a sidecar', () => {
  it('fall back from the read pool to the primary, one by one', () => {
    const environment = { PGHOST: '127.0.0.1', PGUSER: 'app', PGDATABASE: 'orders', PGPASSWORD: 'secret', READ_PGHOST: '127.0.0.2' };
    const same = { user: 'app', database: 'orders', password: 'secret', port: 5432, ssl: false };
    expect(made({ environment })).toEqual([
      { ...same, host: '127.0.0.1' },
      { ...same, host: '127.0.0.2' },
    ]);
  });

  it('count as not set when they are empty', () => {
    const environment = { ALLOYDB_INSTANCE_URI: '', PGHOST: 'db', PGUSER: 'app', READ_PGHOST: '', PGPORT: '' };
    expect(made({ environment })).toEqual([{ user: 'app', host: 'db', port: 5432, ssl: false }]);
  });

  it('have a URL read as pg reads it, with the password beside it', () => {
    const environment = {
      DATABASE_URL: 'postgresql://a%40b.iam@127.0.0.1:5433/or%64ers?sslmode=require&application_name=shop',
      DATABASE_READ_URL: 'postgres://app:in%20it@db/orders',
      PGPASSWORD: 'beside it',
    };
    expect(made({ environment })).toEqual([
      { user: 'a@b.iam', database: 'orders', password: 'beside it', host: '127.0.0.1', port: 5433, ssl: true, application_name: 'shop' },
      { user: 'app', database: 'orders', password: 'in it', host: 'db', port: 5432, ssl: false },
    ]);
  });

  it.each<[string, object, object, object]>([
    [
      'a prefix for each',
      { DB_HOST: 'a', DB_USER: 'app', DB_NAME: 'orders', REPLICA_HOST: 'b', REPLICA_NAME: 'copy' },
      { prefix: 'DB_', readPrefix: 'REPLICA_' },
      { user: 'app', database: 'copy', host: 'b' },
    ],
    [
      'a prefix for reads beside the variables of libpq',
      { PGHOST: 'a', PGUSER: 'app', REPLICA_HOST: 'b', REPLICA_USER: 'reader' },
      { readPrefix: 'REPLICA_' },
      { user: 'reader', host: 'b' },
    ],
    [
      'a URL for each',
      { DATABASE_URL: 'postgres://app@a/orders', REPLICA_URL: 'postgres://reader@b/copy' },
      { readUrl: 'REPLICA_URL' },
      { user: 'reader', database: 'copy', host: 'b' },
    ],
    [
      'a prefix for reads beside a URL',
      { DATABASE_URL: 'postgres://app@a/orders', REPLICA_HOST: 'b' },
      { readPrefix: 'REPLICA_' },
      { user: 'app', database: 'orders', host: 'b' },
    ],
    [
      'a URL for reads beside the variables of libpq',
      { PGHOST: 'a', PGUSER: 'app', REPLICA_URL: 'postgres://reader@b/copy' },
      { readUrl: 'REPLICA_URL' },
      { user: 'reader', database: 'copy', host: 'b' },
    ],
  ])('are those that the constructs were told for reads: %s', (_, environment, options, read) => {
    expect(made({ environment: { ...environment }, ...options })).toEqual([
      expect.objectContaining({ host: 'a' }),
      { port: 5432, ssl: false, ...read },
    ]);
  });

  it('may lack those for reads, where that is said', () => {
    const environment = { DB_HOST: 'a', DB_USER: 'app' };
    expect(made({ environment, prefix: 'DB_', readPrefix: 'REPLICA_', requireReadPool: false })).toHaveLength(1);
  });

  it('give way to what is said', () => {
    const environment = { PGHOST: 'db', PGUSER: 'app' };
    const password = (): string => 'token';
    const options = { environment, password, pool: { max: 3, host: 'other' } };
    expect(made(options)).toEqual([{ user: 'app', host: 'other', port: 5432, ssl: false, password, max: 3 }]);
  });
});

const variables = { PGHOST: 'db', PGUSER: 'app' };
const uri = { ALLOYDB_INSTANCE_URI: primary, PGUSER: 'app' };
const document = { version: 1, auth: 'built-in', databaseName: 'orders', databaseUser: 'app', instances: { primary }, identity: {} };

describe('what cannot lead to a pool', () => {
  it.each<[string, object, string]>([
    [
      'no variables at all',
      { environment: {} },
      'The variable PGUSER is not set. It holds the database user. Set it, or let the constructs do so:',
    ],
    ['no host', { environment: { PGUSER: 'app' } }, 'The variable PGHOST is not set. It holds where the Auth Proxy or the server listens.'],
    [
      'no instance',
      { environment: variables, way: 'connector' },
      'The variable ALLOYDB_INSTANCE_URI is not set. It holds the instance URI.',
    ],
    [
      'a wrong port',
      { environment: { ...variables, PGPORT: '0' } },
      '"0" cannot be the value of the variable PGPORT. Set it to a port from 1 to 65535.',
    ],
    [
      'a wrong mode',
      { environment: { ...variables, PGSSLMODE: 'on' } },
      '"on" cannot be the value of the variable PGSSLMODE. Set it to one of disable,',
    ],
    [
      'a wrong auth',
      { environment: { ...uri, ALLOYDB_AUTH: 'IAM' } },
      '"IAM" cannot be the value of the variable ALLOYDB_AUTH. Set it to one of iam, built-in.',
    ],
    ['a wrong IP type', { environment: { ...uri, ALLOYDB_IP_TYPE: 'psc' } }, '"psc" cannot be the value of the variable ALLOYDB_IP_TYPE.'],
    ['no URI', { environment: { ...uri, ALLOYDB_INSTANCE_URI: 'a:b:c' } }, '"a:b:c" is not an instance URI'],
    [
      'no URL',
      { environment: { DATABASE_URL: 'mysql://app:secret@db/orders' } },
      'Its value cannot be the value of the variable DATABASE_URL. Set it to a URL such as',
    ],
    [
      'a broken URL',
      { environment: { DATABASE_URL: 'postgresql://app:%ff@db/orders' } },
      'Its value cannot be the value of the variable DATABASE_URL. Set it to a URL whose parts are',
    ],
    ['no JSON', { connection: 'password=secret', environment: {} }, 'The Connection document cannot be used: it is not JSON.'],
    [
      'another version',
      { connection: { ...document, version: 2 } },
      'The Connection document cannot be used: its version is 2, and version 1 is read here.',
    ],
    [
      'no auth',
      { connection: { ...document, auth: undefined } },
      'The Connection document cannot be used: auth is undefined, and must be "iam" or "built-in".',
    ],
    ['no user', { connection: { ...document, databaseUser: '' } }, 'The Connection document cannot be used: databaseUser is missing.'],
    [
      'no instances',
      { connection: { ...document, instances: {} } },
      'The Connection document cannot be used: instances names no instance.',
    ],
    [
      'a text for the instances',
      { connection: { ...document, instances: primary } },
      'The Connection document cannot be used: instances is not an object.',
    ],
    ['an unknown option', { environmnt: {} }, 'There is no option "environmnt" here. Use Pool, connection, environment,'],
    ['an unknown way', { way: 'proxy' }, '"proxy" cannot be the value of the option way. Set way to "connector" or "sidecar".'],
    [
      'a host for a session',
      { connection: document, way: 'sidecar', ports: { primary: 'a' } },
      'an object cannot be the value of the option ports.',
    ],
    [
      'a setting of the session with managed connection pooling',
      { connection: { ...document, server: { managedConnectionPooling: true } }, pool: { statement_timeout: 1000 } },
      'The option statement_timeout sets something for the whole session, and with managed connection pooling sessions change hands.',
    ],
    [
      'the same at the port of the pooler',
      { environment: { ...variables, PGPORT: '6432' }, readPool: { options: '-c a=b' } },
      'The option options sets something',
    ],
    [
      'the same in a URL',
      { environment: { DATABASE_URL: 'postgresql://app@db:6432/orders?options=-c statement_timeout=5s' } },
      'The option options sets something',
    ],
    [
      'the same in the URL for reads',
      {
        environment: {
          DATABASE_URL: 'postgresql://app@db/orders',
          DATABASE_READ_URL: 'postgresql://app@db:6432/orders?statement_timeout=5',
        },
      },
      'The option statement_timeout sets something',
    ],
    [
      'the same at a port that is said',
      { environment: variables, pool: { port: 6432, lock_timeout: 5 } },
      'The option lock_timeout sets something',
    ],
    [
      'no variables for reads with the prefix that is said for them',
      { environment: { ...variables, REPLICA_PORT: '5433' }, readPrefix: 'REPLICA_' },
      'The variable REPLICA_HOST is not set. It holds where the Auth Proxy or the server listens for reads.',
    ],
    [
      'no URL for reads with the name that is said for it',
      { environment: variables, readUrl: 'REPLICA_URL' },
      'The variable REPLICA_URL is not set. It holds the URL of the database for reads.',
    ],
    [
      'no variables for reads where they are required',
      { environment: variables, requireReadPool: true },
      'The variable READ_PGHOST is not set.',
    ],
    [
      'no instance for reads where it is required',
      { environment: uri, requireReadPool: true },
      'The variable ALLOYDB_READ_POOL_URI is not set. It holds the instance URI for reads.',
    ],
    [
      'the same in a document',
      { connection: document, environment: {}, requireReadPool: true },
      'The Connection document cannot be used: there is no instance "read".',
    ],
  ])('says so: %s', (_, options, message) => {
    const said = messageOf(() => made(options as PoolOptions<FakePool>));
    expect(said).toContain(message);
    expect(said).not.toContain('secret');
  });
});

describe('the end of pools', () => {
  const environment = { ...variables, READ_PGHOST: 'reads' };

  it('passes by a pool that was ended by hand', async () => {
    const pools = createPools({ Pool: FakePool, environment });
    await pools.primary.end();
    await pools.close();
    expect([pools.primary.ends, pools.read.ends]).toEqual([1, 1]);
  });

  it('waits for a pool that somebody else is ending', async () => {
    const pools = createPools({ Pool: FakePool, environment });
    void pools.read.end();
    await pools.close();
    expect([pools.primary.ended, pools.read.ended]).toEqual([true, true]);
  });

  it('comes for every pool and for the connector, also where a pool fails to end', async () => {
    const connected = { ...uri, ALLOYDB_READ_POOL_URI: primary };
    const pools = createPools({
      Pool: FakePool,
      environment: connected,
      pool: { application_name: 'fails' },
      readPool: { application_name: '' },
    });
    await expect(pools.close()).rejects.toThrow('no end');
    expect(pools.read.ended).toBe(true);
    const { stream } = pools.read.config as { readonly stream: () => Socket };
    const socket = stream();
    const failed = new Promise((resolve) => socket.once('error', resolve));
    socket.connect(5432, 'localhost');
    expect(await failed).toMatchObject({ code: 'connector-closed' });
  });
});

describe('the installed pg', () => {
  it('is said to be missing', () => {
    const load = (): never => {
      throw new Error("Cannot find module 'pg'\nRequire stack:\n- /a/b.js");
    };
    expect(messageOf(() => loadPool(load))).toBe(
      `createPool() and createPools() make pools of the package pg, which is not installed: Cannot find module 'pg'. ` +
        'Run "npm install pg", or give the option Pool: the class of that name.',
    );
  });

  it.each(['7.18.2', '8.8.0'])('is said to be too old: %s', (version) => {
    const load = (): object => ({ version, Pool: FakePool });
    expect(messageOf(() => loadPool(load))).toBe(
      `The package pg is too old: it is version ${version}. Run "npm install pg@latest": the connector needs 8.9 or newer.`,
    );
  });

  it.each(['8.9.0', '8.23.1', '9.0.0'])('is taken: %s', (version) => {
    expect(loadPool(() => ({ version, Pool: FakePool }))).toBe(FakePool);
  });
});

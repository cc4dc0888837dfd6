import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectorOptions, createPool, createPools, type PoolOptions } from '@alloydb-gke/connector';
import {
  type ApplicationEnvironment,
  Connection,
  connectorEnvironment,
  defineAuthProxy,
  type EnvironmentOptions,
  injectProxy,
  type Manifest,
} from '@alloydb-gke/core';
import { type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtInConnection, clusterName, iamConnection, iamServiceAccount, iamUser, password, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { connectorFor } from './support/connected';
import { environmentOf } from './support/container-environment';
import { dialled } from './support/dialled';

const isReader = 'SELECT current_user AS user, pg_is_in_recovery() AS reads';

/** The same connection with a Secret, for a user with a password. */
const withSecret = Connection.parse({
  ...iamConnection.toJSON(),
  auth: 'built-in',
  databaseUser: 'app',
  passwordSecret: { name: 'orders', key: 'password' },
});

const plainPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'orders' },
  spec: { containers: [{ name: 'orders', image: 'orders:1', env: [] as ApplicationEnvironment['variables'] }] },
} satisfies Manifest;

async function rowOf(pool: { query(text: string): Promise<{ rows: unknown[] }> }): Promise<unknown> {
  return (await pool.query(isReader)).rows[0];
}

describe.skipIf(!available('postgresql').here)('the pools of an application', () => {
  let emulator: RunningEmulator;
  let connector: ConnectorOptions;
  const folder = mkdtempSync(join(tmpdir(), 'pools-'));
  const passwordFile = join(folder, 'password');

  beforeAll(async () => {
    const spec = specForConnection(withSecret, { password });
    const iam = specForConnection(iamConnection);
    const [withPassword, withIam] = [spec.clusters[clusterName], iam.clusters[clusterName]];
    const users = { ...withPassword?.users, ...withIam?.users };
    emulator = await startEmulator({ ...iam, clusters: { [clusterName]: { instances: {}, ...withIam, users } } });
    connector = {
      auth: { getAccessToken: async () => emulator.accessToken(iamServiceAccount) },
      adminApiEndpoint: emulator.addresses.adminApi,
      limitRateInterval: 0,
    };
  });
  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => emulator.faults.clear());

  it('lead to the primary and to the read pool with the variables that the constructs set for the connector', async () => {
    const environment = environmentOf(connectorEnvironment(iamConnection).variables, {});
    await using pools = createPools({ environment, connector });
    expect(await rowOf(pools.primary)).toEqual({ user: iamUser, reads: false });
    expect(await rowOf(pools.read)).toEqual({ user: iamUser, reads: true });
  });

  it('lead to the primary alone where the variables name no read pool', async () => {
    const environment = environmentOf(connectorEnvironment(builtInConnection, { password: 'application' }).variables, {});
    await using pools = createPools({ environment: { ...environment, PGPASSWORD: password }, connector });
    expect(pools.read).toBe(pools.primary);
    expect(await rowOf(pools.read)).toEqual({ user: 'app', reads: false });
  });

  it('lead to the same places with the Connection document alone', async () => {
    for (const connection of [iamConnection, iamConnection.toJSON(), JSON.stringify(iamConnection)]) {
      await using pools = createPools({ connection, environment: {}, connector });
      expect(await rowOf(pools.primary)).toEqual({ user: iamUser, reads: false });
      expect(await rowOf(pools.read)).toEqual({ user: iamUser, reads: true });
    }
  });

  it.each<[string, EnvironmentOptions, Partial<PoolOptions>]>([
    ['of libpq', { libpq: true }, {}],
    ['with a prefix', { prefix: 'DB_' }, { prefix: 'DB_' }],
    ['with URLs', { url: 'DATABASE_URL' }, {}],
    ['with URLs of another name', { url: 'ORDERS_URL' }, { url: 'ORDERS_URL' }],
    ['with a prefix of its own for reads', { prefix: 'DB_', prefixes: { read: 'REPLICA_' } }, { prefix: 'DB_', readPrefix: 'REPLICA_' }],
    ['with a URL of its own for reads', { url: 'DATABASE_URL', urls: { read: 'REPLICA_URL' } }, { readUrl: 'REPLICA_URL' }],
  ])('lead through a sidecar with the variables %s', async (_, environment, options) => {
    await using sidecar = connectorFor(emulator);
    const uris = withSecret.instances.map(({ uri }) => uri.toString());
    const proxies = await Promise.all(uris.map((instanceUri) => sidecar.startLocalProxy({ instanceUri, port: 0 })));
    const [forPrimary, forReads] = proxies.map(({ port }) => port ?? 0);
    const ports = { primary: forPrimary ?? 0, read: forReads ?? 0 };
    const pod = injectProxy(plainPod, defineAuthProxy({ connection: withSecret, environment, ports })) as unknown as typeof plainPod;
    const variables = environmentOf(pod.spec.containers[0]?.env ?? [], { 'orders/password': password });
    await using pools = createPools({ environment: variables, ...options });
    expect(await rowOf(pools.primary)).toEqual({ user: 'app', reads: false });
    expect(await rowOf(pools.read)).toEqual({ user: 'app', reads: true });
  });

  it('lead through a sidecar with the Connection document', async () => {
    await using sidecar = connectorFor(emulator);
    const { port = 0 } = await sidecar.startLocalProxy({ instanceUri: primary, port: 0 });
    const environment = { PGPASSWORD: password };
    await using pools = createPools({ connection: withSecret, way: 'sidecar', ports: { primary: port, read: port }, environment });
    expect(await rowOf(pools.primary)).toEqual({ user: 'app', reads: false });
  });

  it('read the file of the password for each connection, so that a rotation reaches them', async () => {
    writeFileSync(passwordFile, `not yet the password\n`);
    const environment = { ALLOYDB_INSTANCE_URI: primary, PGUSER: 'app', PGDATABASE: 'orders', PGPASSWORD_FILE: passwordFile };
    await using pools = createPools({ environment, connector });
    await expect(pools.primary.query('SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    writeFileSync(passwordFile, `${password}\n`);
    expect(await rowOf(pools.primary)).toEqual({ user: 'app', reads: false });
    rmSync(passwordFile);
    await using more = createPools({ environment, connector });
    await expect(more.primary.query('SELECT 1')).rejects.toMatchObject({
      code: 'password-file-unreadable',
      message: expect.stringMatching(/^The file ".*password", which holds the password, cannot be read: ENOENT/),
    });
  });

  it('live on when idle and busy connections are lost, and say so once for each', async () => {
    const lost: string[] = [];
    const environment = environmentOf(connectorEnvironment(iamConnection).variables, {});
    await using pools = createPools({ Pool, environment, connector, onError: ({ message }) => lost.push(message) });
    const taken = await pools.primary.connect();
    await pools.read.query('SELECT 1');
    await emulator.faults.on('backends-killed');
    await expect.poll(() => lost.length, { timeout: 30_000 }).toBeGreaterThan(1);
    taken.release(true);
    expect(lost.length).toBe(2);
    expect(await rowOf(pools.primary)).toEqual({ user: iamUser, reads: false });
    expect(await rowOf(pools.read)).toEqual({ user: iamUser, reads: true });
  });

  it('have the type of the class that they are made of', async () => {
    const environment = environmentOf(connectorEnvironment(iamConnection).variables, {});
    const pool: Pool = createPool({ Pool, environment, connector, pool: { max: 1 } });
    expect(pool.options.max).toBe(1);
    await pool.query('SELECT 1');
    await pool.end();
  });

  it('end the connector that was made for them, and leave alone the one that was given', async () => {
    const environment = environmentOf(connectorEnvironment(iamConnection).variables, {});
    const before = process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
    const own = createPool({ environment, connector });
    await own.query('SELECT 1');
    await own.end();
    await using given = connectorFor(emulator);
    const pools = createPools({ environment, connector: given });
    await pools.read.query('SELECT 1');
    await Promise.all([pools.close(), pools.close()]);
    const sockets = (): number => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
    await expect.poll(sockets, { timeout: 30_000 }).toBeLessThanOrEqual(before);
    (await dialled(given, primary)).destroy();
  });

  it('say that the file of the password may not be read', async () => {
    writeFileSync(passwordFile, password);
    chmodSync(passwordFile, 0o000);
    // The superuser may read everything; a folder it cannot read as a file.
    const file = process.getuid?.() === 0 ? folder : passwordFile;
    await using pools = createPools({ connection: withSecret, environment: { PGPASSWORD_FILE: file }, connector });
    await expect(pools.primary.query('SELECT 1')).rejects.toMatchObject({ code: 'password-file-unreadable' });
  });
});

import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { Client, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { assembleConnector } from '../../packages/connector/src/assemble-connector';
import { systemClock } from '../../packages/connector/src/clock';
import { connectorError } from '../../packages/connector/src/errors/connector-error';
import { readConnectionOptions, readConnectorOptions } from '../../packages/connector/src/read-options';
import { iamServiceAccount, password, primary, readPool } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { connectorFor, currentUser } from './support/connected';
import { primaryAndReadPool } from './support/worlds';

describe.skipIf(!available('postgresql').here)('a connector and its instances', () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator(primaryAndReadPool());
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await emulator.faults.clear();
  });
  afterAll(() => emulator.stop());

  const calls = (from: number): readonly string[] =>
    emulator.log.events.slice(from).flatMap(({ code, message }) => (code === 'api-called' ? [message.split(' ')[0] ?? ''] : []));
  const isReadPool = async (client: Client | Pool): Promise<boolean> =>
    (await client.query<{ readonly: boolean }>('SELECT pg_is_in_recovery() AS readonly')).rows[0]?.readonly ?? false;

  it.each(['PRIVATE', 'PUBLIC', 'PSC'] as const)('connects by the address of the type %s', async (ipType) => {
    const closing = new AbortController();
    const machine = { clock: systemClock, random: Math.random, variables: {} };
    const settings = readConnectorOptions({
      auth: { getAccessToken: async () => emulator.accessToken(iamServiceAccount) },
      adminApiEndpoint: emulator.addresses.adminApi,
    });
    const { dialer } = assembleConnector(settings, machine, closing.signal);
    const socket = await dialer.dial(readConnectionOptions({ instanceUri: primary, ipType })).socket;
    expect(socket.remoteAddress).toBe(emulator.addresses.instances[primary]?.byIpType[ipType]);
    expect(socket.getProtocol()).toBe('TLSv1.3');
    // Whoever asks gets the whole chain, though the check of the address reads the first of it alone.
    expect(socket.getPeerCertificate(true).issuerCertificate.subject.CN).toBe('root.alloydb');
    socket.destroy();
    closing.abort(connectorError('connector-closed', {}));
    await using connector = connectorFor(emulator);
    expect(await currentUser(connector, { ipType })).toBe('app');
  });

  it('says which IP types an instance has', async () => {
    await using connector = connectorFor(emulator);
    await expect(currentUser(connector, { instanceUri: readPool, ipType: 'PUBLIC' })).rejects.toMatchObject({
      code: 'ip-type-not-available',
      kind: 'dial',
      instanceUri: readPool,
      message: expect.stringContaining(`The instance ${readPool} has no address of the type PUBLIC. It has: PRIVATE. Set ipType to one`),
    });
  });

  it('says that an instance is not there', async () => {
    await using connector = connectorFor(emulator);
    await expect(currentUser(connector, { instanceUri: `${primary}-2` })).rejects.toMatchObject({ code: 'instance-not-found' });
  });

  it('serves a primary and a read pool', async () => {
    await using connector = connectorFor(emulator);
    const login = { user: 'app', password, database: 'orders' };
    const pools = [primary, readPool].map((instanceUri) => new Pool({ ...connector.getOptions({ instanceUri }), ...login }));
    expect(await Promise.all(pools.map(isReadPool))).toEqual([false, true]);
    await Promise.all(pools.map((pool) => pool.end()));
  });

  it('connects to the instance that the driver names as its host', async () => {
    await using connector = connectorFor(emulator);
    const options = connector.getOptions({ instanceUri: primary });
    const client = new Client({ ...options, host: readPool, user: 'app', password, database: 'orders' });
    await client.connect();
    expect(await isReadPool(client)).toBe(true);
    await client.end();
  });

  it('calls the Admin API at the first connection, and not for each one', async () => {
    await using connector = connectorFor(emulator);
    const before = emulator.log.events.length;
    connector.getOptions({ instanceUri: primary });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(calls(before)).toEqual([]);
    for (let count = 0; count < 5; count += 1) await currentUser(connector);
    expect([...calls(before)].sort()).toEqual(['generateClientCertificate', 'getConnectionInfo']);
  });

  it('carries a megabyte in a row and in a parameter', async () => {
    await using connector = connectorFor(emulator);
    const client = new Client({ ...connector.getOptions({ instanceUri: primary }), user: 'app', password, database: 'orders' });
    await client.connect();
    const text = 'ü'.repeat(1_000_000);
    const { rows } = await client.query<{ text: string }>('SELECT $1::text AS text', [text]);
    expect(rows[0]?.text === text).toBe(true);
    await client.end();
  });

  it('checks certificates whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    await emulator.faults.on('server-certificate-of-another');
    await using connector = connectorFor(emulator);
    await expect(currentUser(connector)).rejects.toMatchObject({ code: 'server-certificate-not-trusted' });
  });

  it('asks for new info after a failed TCP connection, and goes on meanwhile', async () => {
    await using connector = connectorFor(emulator);
    await currentUser(connector);
    const before = emulator.log.events.length;
    await emulator.faults.on('instance-refused', { instance: primary });
    await expect(currentUser(connector)).rejects.toMatchObject({ code: 'instance-not-reached', cause: { code: 'ECONNREFUSED' } });
    await emulator.faults.clear();
    expect(await currentUser(connector)).toBe('app');
    expect([...calls(before)].sort()).toEqual(['generateClientCertificate', 'getConnectionInfo']);
  });

  it('asks no more often than twice at once, and then every thirty seconds', async () => {
    await using connector = connectorFor(emulator, { limitRateInterval: 30_000 });
    const before = emulator.log.events.length;
    await emulator.faults.on('admin-api-forbidden');
    for (let count = 0; count < 20; count += 1) {
      await expect(currentUser(connector)).rejects.toMatchObject({ code: 'role-missing', kind: 'refresh' });
    }
    // The one that fails first ends the other, which may not have been sent by then.
    expect(new Set([2, 3, 4])).toContain(calls(before).length);
  });
});

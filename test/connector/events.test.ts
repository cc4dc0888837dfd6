import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type ConnectorEvents, diagnosticsChannels } from '@alloydb-gke/connector';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothKindsOfUsers, password, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { ClientProcess } from './support/client-process';
import { connectorFor, currentUser } from './support/connected';

/** What was published while something was done. */
async function published(during: () => Promise<unknown>): Promise<readonly [string, Record<string, unknown>][]> {
  const events: [string, Record<string, unknown>][] = [];
  const listeners = (Object.keys(diagnosticsChannels) as (keyof ConnectorEvents)[]).map((name) => {
    const listener = (event: unknown): void => void events.push([name, event as Record<string, unknown>]);
    subscribe(diagnosticsChannels[name], listener);
    return () => unsubscribe(diagnosticsChannels[name], listener);
  });
  await during();
  for (const stop of listeners) stop();
  return events;
}

describe.skipIf(!available('postgresql').here)('the events of a connector', () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator.stop());

  it('tell of refreshes, dials and connections', async () => {
    const events = await published(async () => {
      await using connector = connectorFor(emulator);
      await currentUser(connector);
    });
    const milliseconds = expect.any(Number);
    expect(events).toEqual([
      ['refresh', { instanceUri: primary, milliseconds, expiresAt: expect.any(Number), error: undefined }],
      ['dial', { instanceUri: primary, ipType: 'PRIVATE', authType: 'PASSWORD', milliseconds, error: undefined, step: undefined }],
      ['connectionOpen', { instanceUri: primary, open: 1, milliseconds: 0 }],
      ['connectionClose', { instanceUri: primary, open: 0, milliseconds }],
    ]);
  });

  it('tell of failures by their codes', async () => {
    await emulator.faults.on('admin-api-not-found');
    const events = await published(async () => {
      await using connector = connectorFor(emulator);
      await currentUser(connector).catch(() => {});
    });
    await emulator.faults.clear();
    expect(events.map(([name, { error, step }]) => [name, error, step])).toEqual([
      ['refresh', 'instance-not-found', undefined],
      ['dial', 'instance-not-found', 'refresh'],
    ]);
  });

  it.each([
    ['instance-refused', 'instance-not-reached', 'tcp'],
    ['server-certificate-of-another', 'server-certificate-not-trusted', 'tls'],
    ['metadata-exchange-error', 'metadata-exchange-refused', 'exchange'],
  ] as const)('name the step of a dial that meets %s', async (fault, error, step) => {
    await emulator.faults.on(fault);
    const events = await published(async () => {
      await using connector = connectorFor(emulator);
      await currentUser(connector).catch(() => {});
    });
    await emulator.faults.clear();
    expect(events.filter(([name]) => name === 'dial')).toEqual([['dial', expect.objectContaining({ error, step })]]);
  });

  it.each([
    ['admin-api-silent', 'refresh'],
    ['instance-black-holed', 'tcp'],
    ['tls-silent', 'tls'],
    ['metadata-exchange-silent', 'exchange'],
  ] as const)('tell of a dial that its driver gave up, and where: %s', async (fault, step) => {
    await using connector = connectorFor(emulator);
    if (fault !== 'admin-api-silent') await currentUser(connector);
    await emulator.faults.on(fault);
    const events = await published(async () => {
      const options = { ...connector.getOptions({ instanceUri: primary }), user: 'app', password, database: 'orders' };
      // The two give up in their own way: a client with an error for its stream, a pool without one.
      const client = new Client({ ...options, connectionTimeoutMillis: 1500 });
      await expect(client.connect()).rejects.toThrow('timeout expired');
      const pool = new Pool({ ...options, connectionTimeoutMillis: 1500 });
      await expect(pool.query('SELECT 1')).rejects.toThrow(/timeout/);
      await pool.end();
    });
    await emulator.faults.clear();
    const dials = events.flatMap(([name, { error, step: at }]) => (name === 'dial' ? [[error, at]] : []));
    expect(dials).toEqual([0, 1].map(() => ['dial-abandoned', step]));
  });
});

describe.skipIf(!available('postgresql').here)('a process that does not close its connector', () => {
  it('ends all the same when its connections have ended', async () => {
    await using emulator = await startEmulator(bothKindsOfUsers());
    const client = new ClientProcess();
    await client.ask('set token', { text: emulator.accessToken('orders@my-project.iam.gserviceaccount.com') });
    await client.ask('new connector', { options: { adminApiEndpoint: emulator.addresses.adminApi } });
    const login = { options: { instanceUri: primary, authType: 'IAM' }, user: 'orders@my-project.iam' };
    expect(await client.ask('query', { login })).toBe('orders@my-project.iam');
    expect(await client.end()).toBe(0);
  });
});

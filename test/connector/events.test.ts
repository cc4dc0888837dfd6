import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type ConnectorEvents, diagnosticsChannels } from '@alloydb-gke/connector';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothKindsOfUsers, primary } from '../emulator/support/world';
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
      ['dial', { instanceUri: primary, ipType: 'PRIVATE', authType: 'PASSWORD', milliseconds, error: undefined }],
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
    expect(events.map(([name, { error }]) => [name, error])).toEqual([
      ['refresh', 'instance-not-found'],
      ['dial', 'instance-not-found'],
    ]);
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

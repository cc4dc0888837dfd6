import { type FaultName, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bothKindsOfUsers, iamServiceAccount, iamUser, password, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { ClientProcess } from './support/client-process';

const login = { options: { instanceUri: primary }, user: 'app', password };
const iamLogin = { options: { instanceUri: primary, authType: 'IAM' }, user: iamUser };

/** Long enough for a busy machine, and short enough for what must run into it. */
const connectTimeout = 2000;

/** Until something happens that takes a key, which a busy machine makes in seconds. */
const patience = { timeout: 30_000 };

interface FaultRow {
  readonly fault: FaultName;
  readonly code: string;
  /** Whether a connection meets it whose info is there already. */
  readonly later: boolean;
}

const rows: readonly FaultRow[] = [
  { fault: 'admin-api-bad-request', code: 'admin-api-request-refused', later: false },
  { fault: 'admin-api-unauthenticated', code: 'token-not-accepted', later: false },
  { fault: 'admin-api-forbidden', code: 'role-missing', later: false },
  { fault: 'admin-api-not-found', code: 'instance-not-found', later: false },
  { fault: 'admin-api-quota', code: 'admin-api-quota-used-up', later: false },
  { fault: 'admin-api-unavailable', code: 'admin-api-failing', later: false },
  { fault: 'admin-api-silent', code: 'admin-api-not-reached', later: false },
  { fault: 'admin-api-dead', code: 'admin-api-not-reached', later: false },
  { fault: 'no-address', code: 'instance-without-address', later: false },
  { fault: 'client-certificate-expired', code: 'clock-wrong', later: false },
  { fault: 'instance-refused', code: 'instance-not-reached', later: true },
  { fault: 'instance-black-holed', code: 'instance-not-reached', later: true },
  { fault: 'tls-silent', code: 'tls-failed', later: true },
  { fault: 'server-certificate-expired', code: 'server-certificate-out-of-date', later: true },
  { fault: 'server-certificate-of-another', code: 'server-certificate-not-trusted', later: true },
  { fault: 'metadata-exchange-error', code: 'metadata-exchange-refused', later: true },
  { fault: 'metadata-exchange-closed', code: 'metadata-exchange-broken', later: true },
  { fault: 'metadata-exchange-silent', code: 'metadata-exchange-broken', later: true },
  { fault: 'metadata-exchange-junk', code: 'metadata-exchange-broken', later: true },
];

describe.skipIf(!available('postgresql').here)('a connector, while something is wrong,', () => {
  let emulator: RunningEmulator;
  let client: ClientProcess;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
    client = new ClientProcess();
  });
  afterAll(async () => {
    const exitCode = await client.end();
    await emulator.stop();
    expect(exitCode).toBe(0);
  });

  beforeEach(async () => {
    await client.ask('set token', { text: emulator.accessToken(iamServiceAccount) });
    const options = { adminApiEndpoint: emulator.addresses.adminApi, limitRateInterval: 0, refreshTimeout: 8000, connectTimeout };
    await client.ask('new connector', { options });
  });
  afterEach(async () => {
    await emulator.faults.clear();
    await client.ask('close');
    expect(await client.ask('resources')).toEqual([]);
    expect(await client.ask('unhandled')).toEqual([]);
  });

  it.each(rows)('says $code at the first connection with $fault, and connects when it is over', async ({ fault, code }) => {
    await emulator.faults.on(fault);
    expect(await client.failure('query', { login })).toBe(code);
    await emulator.faults.clear();
    expect(await client.ask('query', { login })).toBe('app');
  });

  it.each(rows.filter(({ later }) => later))(
    'says $code at a later connection with $fault, and connects when it is over',
    async ({ fault, code }) => {
      expect(await client.ask('query', { login: iamLogin })).toBe(iamUser);
      await emulator.faults.on(fault);
      expect(await client.failure('query', { login: iamLogin })).toBe(code);
      await emulator.faults.clear();
      expect(await client.ask('query', { login: iamLogin })).toBe(iamUser);
    },
  );

  it.each(rows.filter(({ later }) => !later))('goes on with what it knows while a refresh would meet $fault', async ({ fault }) => {
    expect(await client.ask('query', { login })).toBe('app');
    await emulator.faults.on(fault);
    expect(await client.ask('query', { login })).toBe('app');
  });

  it('tells a query that its database connection was killed, and connects again', async () => {
    await client.ask('begin a sleep', { login });
    await emulator.faults.on('backends-killed');
    expect(await client.ask('end of the sleep')).toBe('57P01');
    expect(await client.ask('query', { login })).toBe('app');
  });

  it('gets new certificates in the middle of the connection that meets renewed ones', async () => {
    expect(await client.ask('query', { login })).toBe('app');
    await emulator.faults.on('certificates-rotated');
    expect(await client.ask('query', { login })).toBe('app');
    expect(await client.ask('query', { login: iamLogin })).toBe(iamUser);
  });

  describe('with the limiter that everybody has', () => {
    beforeEach(async () => {
      await client.ask('new connector', { options: { adminApiEndpoint: emulator.addresses.adminApi, connectTimeout } });
    });

    it('connects at once to an instance that was away for a while and comes back with renewed certificates', async () => {
      expect(await client.ask('query', { login })).toBe('app');
      await emulator.faults.on('instance-refused');
      for (let count = 0; count < 10; count += 1) expect(await client.failure('query', { login })).toBe('instance-not-reached');
      await emulator.faults.on('certificates-rotated');
      await emulator.faults.off('instance-refused');
      expect(await client.ask('query', { login })).toBe('app');
    });

    it('connects at once when credentials that failed again and again come back', async () => {
      await client.ask('set token', {});
      for (let count = 0; count < 4; count += 1) expect(await client.failure('query', { login })).toBe('no-access-token');
      await client.ask('set token', { text: emulator.accessToken(iamServiceAccount) });
      expect(await client.ask('query', { login })).toBe('app');
    });

    it('waits for the limiter, and connects, where certificates are renewed again and again', async () => {
      for (let count = 0; count < 3; count += 1) {
        expect(await client.ask('query', { login })).toBe('app');
        await emulator.faults.on('certificates-rotated');
      }
      // The third: the first refresh and that of the first renewal are all that may follow each other at once.
      expect(await client.ask('query', { login })).toBe('app');
    }, 120_000);
  });

  it('says that the credentials fail, and connects when they come back', async () => {
    await client.ask('set token', {});
    expect(await client.failure('query', { login })).toBe('no-access-token');
    await client.ask('set token', { text: emulator.accessToken(iamServiceAccount) });
    expect(await client.ask('query', { login })).toBe('app');
    await client.ask('set token', {});
    expect(await client.failure('query', { login })).toBe('no-access-token');
    await client.ask('set token', { text: emulator.accessToken(iamServiceAccount) });
    expect(await client.ask('query', { login })).toBe('app');
  });

  it('makes one refresh for a thousand first connections', async () => {
    const before = emulator.log.events.length;
    // A thousand handshakes take this machine seconds.
    const options = { adminApiEndpoint: emulator.addresses.adminApi, connectTimeout: 90_000 };
    await client.ask('new connector', { options });
    expect(await client.ask('dial at once', { login, count: 1000 })).toBe(1000);
    const calls = emulator.log.events.slice(before).filter(({ code }) => code === 'api-called');
    expect(calls.length).toBe(2);
  });

  /** What there is at the moment at which the connector says that it is closed, and how the connection ended that was under way. */
  async function closedDuring(dial: Promise<unknown>): Promise<unknown> {
    const left = await client.ask('close');
    return { left, dial: await dial };
  }
  const atOnce = { left: [], dial: 'connector-closed' };

  it('may be closed while its key is made', async () => {
    // The first connection of a connector makes one, which takes longer than a message.
    expect(await closedDuring(client.failure('query', { login }))).toEqual(atOnce);
  });

  it('may be closed during a refresh', async () => {
    await emulator.faults.on('admin-api-silent');
    const dial = client.failure('query', { login });
    await expect.poll(() => client.ask('resources'), patience).toContain('TCPSocketWrap');
    expect(await closedDuring(dial)).toEqual(atOnce);
  });

  it('may be closed during the wait between two tries', async () => {
    await emulator.faults.on('admin-api-unavailable');
    const before = emulator.log.events.length;
    const dial = client.failure('query', { login });
    const calls = (): number => emulator.log.events.slice(before).filter(({ code }) => code === 'api-called').length;
    await expect.poll(calls, { ...patience, interval: 10 }).toBeGreaterThanOrEqual(2);
    expect(await closedDuring(dial)).toEqual(atOnce);
  });

  it.each(['tls-silent', 'metadata-exchange-silent'] as const)('may be closed during a dial that meets %s', async (fault) => {
    expect(await client.ask('query', { login })).toBe('app');
    await emulator.faults.on(fault);
    const dial = client.failure('query', { login });
    await expect.poll(() => client.ask('resources'), patience).toContain('TCPSocketWrap');
    expect(await closedDuring(dial)).toEqual(atOnce);
  });

  it('may be closed twice, and before it was used', async () => {
    await client.ask('close twice');
    expect(await client.failure('query', { login })).toBe('connector-closed');
  });

  it('ends what is open when the time for that is over', async () => {
    await client.ask('begin a sleep', { login });
    await client.ask('close', { count: 200 });
    expect(await client.ask('end of the sleep')).toBe('Connection terminated unexpectedly');
  });
});

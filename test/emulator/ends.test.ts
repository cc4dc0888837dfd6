import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { atLast } from './proxy-claims/claimed-proxy';
import { startEmulatorProcess } from './support/emulator-process';
import { currentUser, failure, query } from './support/query';
import { type RealProxy, startProxy } from './support/real-proxy';
import { footprint, remains, remainsAtLast } from './support/remains';
import { builtInConnection, iamConnection, kubernetesServiceAccount, password, primary } from './support/world';

const authProxy = available('auth-proxy');
const here = authProxy.here && available('postgresql').here && process.platform === 'linux';
const program = authProxy.here ? authProxy.values.program : '';

const spec = specForConnection(builtInConnection, { password });
const withReadPool = specForConnection(iamConnection);
const app = { user: 'app', password, database: 'orders' };

const proxyFor = (
  emulator: { environment(account: string): Readonly<NodeJS.ProcessEnv> },
  args: readonly string[] = [],
): Promise<RealProxy> =>
  startProxy({ program, instances: [primary], args, environment: { ...emulator.environment(kubernetesServiceAccount) } });

describe.skipIf(!here)('an emulator leaves nothing behind', () => {
  it('when it is stopped', async () => {
    const emulator = await startEmulator(withReadPool);
    const left = footprint(emulator);
    const there = await remains(left);
    for (const endpoint of left.endpoints) expect(there).toContain(`socket ${endpoint}`);
    for (const address of left.addresses) expect(there).toContain(`socket ${address}:5433`);
    expect(left.endpoints.length).toBeGreaterThan(6);
    await emulator.stop();
    expect(await remains(left)).toEqual([]);
    expect(await emulator.ended).toBeUndefined();
  });

  it('when it is stopped while clients work, and tells them', async () => {
    const emulator = await startEmulator(spec);
    const left = footprint(emulator);
    await using proxy = await proxyFor(emulator);
    const client = new Client({ host: '127.0.0.1', port: proxy.ports[0] ?? 0, ...app });
    client.on('error', () => {});
    await client.connect();
    const asked = failure(client.query('SELECT pg_sleep(30)'));
    const others = (): Promise<readonly object[]> =>
      query({ ...app, port: proxy.ports[0] ?? 0 }, "SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(30)' AND state = 'active'");
    expect(await atLast(others, (found) => found.length === 1)).toHaveLength(1);
    await emulator.stop();
    expect(await asked).toBe('terminating connection due to administrator command');
    expect(await remains(left)).toEqual([]);
  });

  it.each([0, 20, 100, 250, 400, 600, 900])('when its start is ended after %d milliseconds', async (milliseconds) => {
    const folder = mkdtempSync(join(tmpdir(), 'ends-'));
    chmodSync(folder, 0o755); // Whoever PostgreSQL runs as has to get in.
    const controller = new AbortController();
    setTimeout(() => controller.abort(), milliseconds);
    const started = startEmulator(withReadPool, { signal: controller.signal, temporaryFolder: folder });
    const said = await started.then(
      async (emulator) => {
        controller.abort(); // It was quicker.
        await emulator.stop();
        return 'The start was ended from outside.';
      },
      (error: unknown) => String(error),
    );
    expect(said).toContain('The start was ended from outside.');
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['primary', 0],
    ['read-pool', 1],
  ])('when PostgreSQL of the instance %s is killed, and says why it ended', async (instance, place) => {
    const emulator = await startEmulator(withReadPool);
    const left = footprint(emulator);
    process.kill(left.servers[place] ?? 0, 'SIGKILL');
    const reason = await emulator.ended;
    expect(reason).toMatch(/^PostgreSQL of projects\/.* has ended on its own: it was killed by SIGKILL\.$/);
    expect(reason).toContain(`/instances/${instance} `);
    expect(emulator.log.refusals.at(-1)).toMatchObject({ code: 'postgres-ended' });
    expect(await remainsAtLast(left)).toEqual([]);
  });

  it('when it is killed itself', async () => {
    const emulator = await startEmulatorProcess(withReadPool);
    const left = footprint(emulator);
    emulator.child.kill('SIGKILL');
    await once(emulator.child, 'exit');
    expect(await remainsAtLast(left)).toEqual([]);
  });

  it('when everything of it is killed at once and it is started again', async () => {
    const killed = await startEmulatorProcess(withReadPool);
    const left = footprint(killed);
    for (const line of await remains(left)) {
      const [, pid] = /^process (\d+): \/bin\/sh/.exec(line) ?? [];
      if (pid) process.kill(Number(pid), 'SIGKILL'); // Its guard.
    }
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    expect((await remains(left)).length).toBeGreaterThan(1);
    await using emulator = await startEmulator(spec);
    expect(emulator.log.events).toContainEqual(
      expect.objectContaining({ code: 'leftovers-removed', message: expect.stringContaining(left.folder) }),
    );
    expect(await remainsAtLast(left)).toEqual([]);
  });

  it('while another one in the same process goes on', async () => {
    await using first = await startEmulator(spec);
    const second = await startEmulator(spec);
    const [of, other] = [footprint(first), footprint(second)];
    expect(of.addresses).not.toEqual(other.addresses);
    await second.stop();
    expect(await remains(other)).toEqual([]);
    await using proxy = await proxyFor(first);
    expect(await currentUser({ ...app, port: proxy.ports[0] ?? 0 })).toBe('app');
  });
});

describe.skipIf(!here)('an emulator under load', () => {
  it('renews every certificate, and a client loses one attempt at most for it', async () => {
    await using emulator = await startEmulator(spec);
    await using proxy = await proxyFor(emulator);
    const port = proxy.ports[0] ?? 0;
    const held = new Client({ host: '127.0.0.1', port, ...app });
    held.on('error', () => {});
    await held.connect();
    const outcomes: string[] = [];
    let going = true;
    const load = Array.from({ length: 4 }, async () => {
      while (going) outcomes.push(await failure(currentUser({ ...app, port })));
    });
    const enough = (count: number): Promise<boolean> =>
      atLast(
        () => outcomes.length >= count,
        (reached) => reached,
      );
    expect(await enough(20)).toBe(true);
    // Once: the proxy gets new certificates at once, and then not again for half a minute.
    await emulator.faults.on('certificates-rotated');
    expect(await enough(outcomes.length + 40)).toBe(true);
    going = false;
    await Promise.all(load);
    expect(outcomes.slice(-20)).toEqual(Array(20).fill('it went well'));
    // What is on its way when the keys change fails; the next attempt has the new ones.
    expect(outcomes.filter((outcome) => outcome !== 'it went well').length).toBeLessThanOrEqual(4);
    expect(proxy.log()).toMatch(/certificate/);
    expect((await held.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await held.end();
  });

  it('takes 500 connections through one proxy, without an error', async () => {
    await using emulator = await startEmulator(spec);
    await using proxy = await proxyFor(emulator);
    const clients = Array.from({ length: 500 }, () => new Client({ host: '127.0.0.1', port: proxy.ports[0] ?? 0, ...app }));
    for (const client of clients) client.on('error', () => {});
    await Promise.all(clients.map((client) => client.connect()));
    const answers = await Promise.all(clients.map((client) => client.query<{ number: number }>('SELECT 1 AS number')));
    expect(answers.filter(({ rows }) => rows[0]?.number === 1)).toHaveLength(500);
    await Promise.all(clients.map((client) => client.end()));
    expect(proxy.log()).not.toMatch(/failed to connect/);
    expect(emulator.log.refusals).toEqual([]);
  });
});

import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { currentUser, failure } from '../support/query';
import { bothKindsOfUsers } from '../support/world';
import { answer, app, atLast, ending, heldConnection, here, pause, proxyOf, proxyWithHealth, runProgram } from './claimed-proxy';

interface Row {
  readonly claim: string;
  readonly args: readonly string[];
  readonly signal: 'SIGTERM' | 'SIGINT';
  readonly code: number;
  /** At least, and less than, in milliseconds. */
  readonly after: readonly [number, number];
}

const soon = 1500;

/** Section 12, without a connection. */
const idle: readonly Row[] = [
  { claim: 'SIGTERM ends it at once with 143', args: [], signal: 'SIGTERM', code: 143, after: [0, soon] },
  { claim: 'SIGINT ends it at once with 130', args: [], signal: 'SIGINT', code: 130, after: [0, soon] },
  { claim: 'exit-zero makes SIGTERM 0', args: ['--exit-zero-sigterm'], signal: 'SIGTERM', code: 0, after: [0, soon] },
  { claim: 'SIGTERM waits for the min delay', args: ['--min-sigterm-delay=2s'], signal: 'SIGTERM', code: 143, after: [2000, 2000 + soon] },
  { claim: 'SIGINT waits for the min delay', args: ['--min-sigterm-delay=1s'], signal: 'SIGINT', code: 130, after: [1000, 1000 + soon] },
  {
    claim: 'exit-zero loses the min delay',
    args: ['--exit-zero-sigterm', '--min-sigterm-delay=4s'],
    signal: 'SIGTERM',
    code: 0,
    after: [0, soon],
  },
  { claim: 'no connection, no max delay', args: ['--max-sigterm-delay=10s'], signal: 'SIGTERM', code: 143, after: [0, soon] },
];

const codes = [
  { zero: [], code: 143, how: 'without exit-zero' },
  { zero: ['--exit-zero-sigterm'], code: 0, how: 'with exit-zero' },
];

describe.skipIf(!here).concurrent('the end of the real Auth Proxy', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator?.stop());

  it.each(idle)('$claim', async ({ args, signal, code, after: [least, less] }) => {
    await using proxy = await proxyOf(emulator, args);
    const end = await ending(proxy, () => proxy.process.kill(signal));
    expect(end.code).toBe(code);
    expect(end.milliseconds).toBeGreaterThanOrEqual(least);
    expect(end.milliseconds).toBeLessThan(less);
  });

  it('exit-zero logs one ERROR on a normal end', async () => {
    await using proxy = await proxyOf(emulator, ['--exit-zero-sigterm', '--structured-logs']);
    const { code, log } = await ending(proxy, () => proxy.process.kill('SIGTERM'));
    const errors = log.split('\n').filter((line) => line.includes('"severity":"ERROR"'));
    expect(code).toBe(0);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('The proxy has encountered a terminal error: SIGTERM signal received');
  });

  it('a normal end without exit-zero logs no terminal error', async () => {
    await using proxy = await proxyOf(emulator);
    const { log } = await ending(proxy, () => proxy.process.kill('SIGTERM'));
    expect(log).not.toContain('terminal error');
  });

  it.each(codes)('an open connection is cut where there is no max delay, $how', async ({ zero, code }) => {
    await using proxy = await proxyOf(emulator, zero);
    const client = await heldConnection(proxy.ports[0] ?? 0);
    const cut = failure(client.query('SELECT pg_sleep(20)'));
    await pause(200);
    const end = await ending(proxy, () => proxy.process.kill('SIGTERM'));
    expect(end.code).toBe(code);
    expect(end.milliseconds).toBeLessThan(soon);
    expect(await cut).toBe('Connection terminated unexpectedly');
  });

  it.each(codes)('a connection that ends within the max delay completes, $how', async ({ zero, code }) => {
    await using proxy = await proxyOf(emulator, ['--max-sigterm-delay=10s', ...zero]);
    const client = await heldConnection(proxy.ports[0] ?? 0);
    const end = await ending(proxy, async () => {
      proxy.process.kill('SIGTERM');
      await pause(300);
      expect((await client.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      expect((await client.query<{ two: number }>('SELECT 2 AS two')).rows).toEqual([{ two: 2 }]);
      await client.end();
    });
    expect(end.code).toBe(code);
    expect(end.milliseconds).toBeLessThan(5000);
  });

  it.each(codes)('an idle pooled connection past the max delay makes it 1, $how', async ({ zero }) => {
    await using proxy = await proxyOf(emulator, ['--max-sigterm-delay=2s', ...zero]);
    const client = await heldConnection(proxy.ports[0] ?? 0);
    const end = await ending(proxy, () => proxy.process.kill('SIGTERM'));
    expect(end.code).toBe(1);
    expect(end.milliseconds).toBeGreaterThanOrEqual(2000);
    expect(end.log).toContain('error during shutdown: 1 connection(s) still open after waiting 2s');
    await client.end().catch(() => {});
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('a second signal is ignored while it drains: %s', async (second) => {
    await using proxy = await proxyOf(emulator, ['--max-sigterm-delay=10s']);
    const client = await heldConnection(proxy.ports[0] ?? 0);
    const end = await ending(proxy, async () => {
      proxy.process.kill('SIGTERM');
      await pause(300);
      proxy.process.kill(second);
      await pause(700);
      expect(proxy.process.exitCode).toBe(null);
      await client.query('SELECT 1');
      await client.end();
    });
    expect(end.code).toBe(143);
  });

  it('the listener is closed at once at SIGTERM, and what is open goes on', async () => {
    await using proxy = await proxyOf(emulator, ['--max-sigterm-delay=10s']);
    const port = proxy.ports[0] ?? 0;
    const client = await heldConnection(port);
    const started = performance.now();
    proxy.process.kill('SIGTERM');
    expect(
      await atLast(
        () => failure(currentUser({ ...app, port })),
        (said) => said.includes('ECONNREFUSED'),
      ),
    ).toContain('ECONNREFUSED');
    expect(performance.now() - started).toBeLessThan(soon);
    await client.query('SELECT 1');
    await client.end();
  });

  it('new connections are taken during the min delay, /readiness stays 200, and both end after it', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--min-sigterm-delay=3s', '--max-sigterm-delay=10s']);
    proxy.process.kill('SIGTERM');
    await pause(500);
    expect(await answer(`127.0.0.1:${proxy.httpPort}/readiness`)).toBe('200 ok');
    const client = await heldConnection(proxy.port);
    await proxy.logged(/SIGTERM/);
    await pause(3200);
    expect(await failure(currentUser({ ...app, port: proxy.port }))).toContain('ECONNREFUSED');
    expect(await answer(`127.0.0.1:${proxy.httpPort}/readiness`)).toBe('503 proxy has stopped');
    await client.end();
  });

  it('while it drains, /startup and /liveness say 200 and /readiness 503', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--max-sigterm-delay=10s']);
    const client = await heldConnection(proxy.port);
    proxy.process.kill('SIGTERM');
    const ask = (path: string): Promise<string> => answer(`127.0.0.1:${proxy.httpPort}/${path}`);
    expect(
      await atLast(
        () => ask('readiness'),
        (said) => said !== '200 ok',
      ),
    ).toBe('503 proxy has stopped');
    expect(await ask('startup')).toBe('200 ok');
    expect(await ask('liveness')).toBe('200 ok');
    await client.end();
  });

  it.each(['POST', 'GET'])('%s /quitquitquit ends it with 0', async (method) => {
    const adminPort = await freePort();
    await using proxy = await proxyOf(emulator, ['--quitquitquit', `--admin-port=${adminPort}`]);
    expect((await ending(proxy, () => answer(`127.0.0.1:${adminPort}/quitquitquit`, method))).code).toBe(0);
  });

  it('PUT /quitquitquit answers 400, and it goes on', async () => {
    const adminPort = await freePort();
    await using proxy = await proxyOf(emulator, ['--quitquitquit', `--admin-port=${adminPort}`]);
    expect(await answer(`127.0.0.1:${adminPort}/quitquitquit`, 'PUT')).toMatch(/^400/);
    expect(await currentUser({ ...app, port: proxy.ports[0] ?? 0 })).toBe('app');
  });

  it('shutdown ends it with 0, and with 1 where a connection stays open past the max delay', async () => {
    for (const [hold, code] of [
      [false, 0],
      [true, 1],
    ] as const) {
      const adminPort = await freePort();
      await using proxy = await proxyOf(emulator, ['--quitquitquit', `--admin-port=${adminPort}`, '--max-sigterm-delay=1s']);
      const client = hold ? await heldConnection(proxy.ports[0] ?? 0) : undefined;
      const end = await ending(proxy, async () => {
        expect((await runProgram(['shutdown', `--admin-port=${adminPort}`])).code).toBe(0);
      });
      expect(end.code).toBe(code);
      await client?.end().catch(() => {});
    }
  });
});

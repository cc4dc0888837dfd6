import { connect, type Socket } from 'node:net';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { available } from '../../support/availability/available';
import { freePort } from '../support/free-port';
import { currentUser, failure } from '../support/query';
import { startProxy } from '../support/real-proxy';
import { bothKindsOfUsers, clusterName, kubernetesServiceAccount, primary } from '../support/world';
import { answer, app, atLast, heldConnection, here, pause, probes, program, proxyOf, proxyWithHealth, runProgram } from './claimed-proxy';

const withIpv6 = available('internet-protocol-6').here;

/** An address of this machine other than 127.0.0.1, as the pod's address is. */
const podAddress = '127.0.0.77';
const missing = `${clusterName}/instances/missing`;
const fine = ['200 ok', '200 ok', '200 ok'];

/** Section 8: where the health server listens, by the value of --http-address. */
const places: readonly { readonly claim: string; readonly args: readonly string[]; readonly local: string; readonly pod: string }[] = [
  { claim: 'by default only localhost: the pod address refuses', args: [], local: '200 ok', pod: 'ECONNREFUSED' },
  { claim: '0.0.0.0: both', args: ['--http-address=0.0.0.0'], local: '200 ok', pod: '200 ok' },
  ...(withIpv6 ? [{ claim: ':: serves IPv4 as well', args: ['--http-address=::'], local: '200 ok', pod: '200 ok' }] : []),
  { claim: 'the pod address: there, and not on localhost', args: [`--http-address=${podAddress}`], local: 'ECONNREFUSED', pod: '200 ok' },
];

/** Section 8: what is wrong with Google, and no probe says so. */
const silent: readonly { readonly claim: string; readonly args: readonly string[] }[] = [
  { claim: 'a bad token and an Admin API on a closed port', args: ['--token=bad', '--alloydbadmin-api-endpoint=http://127.0.0.1:1'] },
  { claim: 'a metadata server that is dead', args: [] },
];

describe.skipIf(!here).concurrent('the health server of the real Auth Proxy', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator?.stop());

  it.each(places)('$claim', async ({ args, local, pod }) => {
    await using proxy = await proxyWithHealth(emulator, args);
    for (const path of ['startup', 'readiness', 'liveness']) {
      expect(await answer(`127.0.0.1:${proxy.httpPort}/${path}`)).toBe(local);
      expect(await answer(`${podAddress}:${proxy.httpPort}/${path}`)).toBe(pod);
    }
  });

  it.skipIf(!withIpv6)('an address of 0.0.0.0 opens the database port on IPv6 too', async () => {
    await using proxy = await proxyOf(emulator, ['--address=0.0.0.0']);
    expect(proxy.log()).toContain(`Listening on [::]:${proxy.ports[0]}`);
  });

  it.each(silent)('every probe is 200 without a backend, before and after a failed connection: $claim', async ({ args }) => {
    const httpPort = await freePort();
    await using proxy = await startProxy({ program, instances: [primary], args: ['--health-check', `--http-port=${httpPort}`, ...args] });
    expect(await probes(httpPort)).toEqual(fine);
    expect(await failure(currentUser({ ...app, port: proxy.ports[0] ?? 0 }))).toMatch(/Connection terminated unexpectedly|ECONNRESET/);
    expect(await probes(httpPort)).toEqual(fine);
  });

  it.each(['metadata-server-forbidden', 'metadata-server-not-found'] as const)('every probe is 200 without a token: %s', async (fault) => {
    await using own = await startEmulator(bothKindsOfUsers());
    await own.faults.on(fault);
    await using proxy = await proxyWithHealth(own);
    expect(await failure(currentUser({ ...app, port: proxy.port }))).not.toBe('it went well');
    expect(await probes(proxy.httpPort)).toEqual(fine);
  });

  it('at max connections an extra one is taken and closed, /readiness is 503, and both recover', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--max-connections=2']);
    const held = [await heldConnection(proxy.port), await heldConnection(proxy.port)];
    expect(await probes(proxy.httpPort)).toEqual(['200 ok', '503 max connections reached (open = 2, max = 2)', '200 ok']);
    const extra = connect(proxy.port, '127.0.0.1');
    const seen = new Promise<string[]>((resolve) => {
      const events: string[] = [];
      for (const event of ['connect', 'end', 'error']) extra.on(event, () => events.push(event));
      extra.on('close', () => resolve(events)).resume();
    });
    expect((await seen)[0]).toBe('connect');
    expect(await failure(currentUser({ ...app, port: proxy.port }))).toMatch(/Connection terminated unexpectedly|ECONNRESET|EPIPE/);
    await held[0]?.end();
    const readiness = (): Promise<string> => answer(`127.0.0.1:${proxy.httpPort}/readiness`);
    expect(await atLast(readiness, (said) => said === '200 ok')).toBe('200 ok');
    expect(await currentUser({ ...app, port: proxy.port })).toBe('app');
    await held[1]?.end();
  });

  it('with more connections open than max connections /readiness is 200, for it compares for equality', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--max-connections=1']);
    const held = await heldConnection(proxy.port);
    const readiness = (): Promise<string> => answer(`127.0.0.1:${proxy.httpPort}/readiness`);
    expect(await readiness()).toMatch(/^503 max connections reached/);
    // An extra connection counts until its line is in the log, and the log stands still where nobody reads it. With some
    // luck the line that it stands still at is that of an extra connection, else a piece of it is read and the next one is.
    const { stdout } = proxy.process;
    stdout?.pause();
    const extra: Socket[] = [];
    const tooMany = async (): Promise<string> => {
      stdout?.read();
      for (let count = 0; count < 400; count += 1) extra.push(connect(proxy.port, '127.0.0.1').on('error', () => {}));
      await pause(100);
      return readiness();
    };
    expect(await atLast(tooMany, (said) => said === '200 ok')).toBe('200 ok');
    expect((await held.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    stdout?.resume();
    for (const socket of extra) socket.destroy();
    expect(await atLast(readiness, (said) => said.startsWith('503'))).toMatch(/^503 max connections reached \(open = 1, max = 1\)/);
    await held.end();
  });

  it('one bad instance of two keeps /startup at 503 with a backend check, while the good one serves', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--with-backend-check'], { instances: [primary, missing] });
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await answer(`127.0.0.1:${proxy.httpPort}/startup`)).toMatch(/^503 .*404/s);
      expect(await currentUser({ ...app, port: proxy.port })).toBe('app');
    }
    expect(proxy.log()).toContain('[Health Check] Startup failed: ');
    expect((await probes(proxy.httpPort)).slice(1)).toEqual(['200 ok', '200 ok']);
  });

  it('a backend check without a health check has no effect', async () => {
    await using proxy = await proxyOf(emulator, ['--with-backend-check'], { instances: [missing] });
    expect(proxy.log()).not.toMatch(/Startup failed|Error/);
  });

  it('metrics alone: /metrics is empty before a connection, /startup is 404', async () => {
    const httpPort = await freePort();
    await using proxy = await proxyOf(emulator, ['--prometheus', `--http-port=${httpPort}`]);
    expect(await answer(`127.0.0.1:${httpPort}/metrics`)).toBe('200');
    expect(await answer(`127.0.0.1:${httpPort}/startup`)).toMatch(/^404/);
    await currentUser({ ...app, port: proxy.ports[0] ?? 0 });
    const metrics = (): Promise<string> => answer(`127.0.0.1:${httpPort}/metrics`);
    expect(await atLast(metrics, (text) => text.includes('alloydbconn_dial_latency'))).toMatch(/alloydbconn_open_connections/);
  });

  it('POST is answered like GET', async () => {
    await using proxy = await proxyWithHealth(emulator);
    expect(await answer(`127.0.0.1:${proxy.httpPort}/startup`, 'POST')).toBe('200 ok');
  });
});

describe.skipIf(!here)('a backend check of the real Auth Proxy', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator?.stop());

  it('dials every instance at every call, and no other probe dials', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--with-backend-check']);
    const dials = (): number => emulator.log.events.filter(({ code }) => code === 'client-connected').length;
    expect(dials()).toBe(0);
    for (let calls = 0; calls < 3; calls += 1) await answer(`127.0.0.1:${proxy.httpPort}/startup`);
    expect(await atLast(dials, (count) => count === 3)).toBe(3);
    await answer(`127.0.0.1:${proxy.httpPort}/readiness`);
    await answer(`127.0.0.1:${proxy.httpPort}/liveness`);
    expect(dials()).toBe(3);
    expect(emulator.log.events.filter(({ code }) => code === 'api-called')).toHaveLength(2);
  });

  it('is not a connection test, which lets it start once it has passed', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--run-connection-test']);
    await proxy.logged(/Connection test passed/);
    expect(proxy.log()).toMatch(/ready for new connections[\s\S]*Connection test started/);
    expect(
      await atLast(
        () => probes(proxy.httpPort),
        ([startup]) => startup === '200 ok',
      ),
    ).toEqual(fine);
  });

  it('is not a connection test, which ends it with 1 for one bad instance of two', async () => {
    const ports = await Promise.all([freePort(), freePort()]);
    const instances = [primary, missing].map((uri, index) => `${uri}?port=${ports[index]}`);
    const end = await runProgram(['--run-connection-test', ...instances], emulator.environment(kubernetesServiceAccount));
    expect(end.code).toBe(1);
    expect(end.log).toMatch(/Connection test failed[\s\S]*The proxy has encountered a terminal error: /);
  });
});

/** Longer than --max of the wait that is tried. */
const patience = 4;

describe.skipIf(!here).concurrent('on a 5433 that drops packets, the real Auth Proxy', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
    await emulator.faults.on('instance-black-holed');
  });
  afterAll(() => emulator?.stop());

  it('never answers a backend check, so that wait does not return either', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--with-backend-check']);
    const [startup, wait, liveness] = await Promise.all([
      answer(`127.0.0.1:${proxy.httpPort}/startup`, 'GET', patience * 1000),
      runProgram(['wait', '--max=1s', `--http-port=${proxy.httpPort}`], {}, patience),
      answer(`127.0.0.1:${proxy.httpPort}/liveness`),
    ]);
    expect(startup).toBe('no answer');
    expect(wait.code).toBe(null);
    expect(liveness).toBe('200 ok');
    await proxy.logged(/Startup failed: .*operation was canceled/);
  });

  it('hangs in a connection test, with /startup and /readiness at 503 and its listener open', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--run-connection-test']);
    await proxy.logged(/Connection test started/);
    const client = failure(currentUser({ ...app, port: proxy.port, connectionTimeoutMillis: 2000 }));
    await pause(patience * 1000);
    expect(await probes(proxy.httpPort)).toEqual(['503 error', '503 proxy is not started', '200 ok']);
    expect(proxy.process.exitCode).toBe(null);
    expect(await client).toMatch(/timeout/);
  });
});

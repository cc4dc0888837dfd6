import { type FaultName, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothKindsOfUsers, iamServiceAccount, password, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { ClientProcess } from './support/client-process';

/** The whole soak is 10,000 connections: `ALLOYDB_GKE_SOAK=10000`. Without it there are as many as take well under a minute. */
const connections = Number(process.env['ALLOYDB_GKE_SOAK'] ?? 600);
const between = 50;

/** What may be wrong with a connection whose certificates are there already, and what it says then. */
const faults: Partial<Record<FaultName, string>> = {
  'instance-refused': 'instance-not-reached',
  'tls-silent': 'tls-failed',
  'server-certificate-expired': 'server-certificate-out-of-date',
  'server-certificate-of-another': 'server-certificate-not-trusted',
  'metadata-exchange-error': 'metadata-exchange-refused',
  'metadata-exchange-closed': 'metadata-exchange-broken',
  'metadata-exchange-silent': 'metadata-exchange-broken',
  'metadata-exchange-junk': 'metadata-exchange-broken',
};
const names = Object.keys(faults) as FaultName[];

/** The same order of faults at every run with the same seed. */
function* randomFaults(seed: number): Generator<FaultName> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield names[Math.floor(state / 2 ** 16) % names.length] ?? 'instance-refused';
  }
}

describe.skipIf(!available('postgresql').here)(`${connections} short connections, with a fault every ${between}`, () => {
  let emulator: RunningEmulator;
  let client: ClientProcess;
  const login = { options: { instanceUri: primary }, user: 'app', password };

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
    client = new ClientProcess(['--expose-gc', '--max-old-space-size=32']);
    await client.ask('set token', { text: emulator.accessToken(iamServiceAccount, { lifetimeSeconds: 43_200 }) });
    const options = { adminApiEndpoint: emulator.addresses.adminApi, limitRateInterval: 0, connectTimeout: 3000, refreshTimeout: 30_000 };
    await client.ask('new connector', { options });
  });
  afterAll(async () => {
    const exitCode = await client.end();
    await emulator.stop();
    expect(exitCode).toBe(0);
  });

  it('fail with the error of their fault alone, connect again when it is over, and leave nothing behind', {
    timeout: 30 * 60_000,
  }, async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const next = randomFaults(seed);
    const wrong: string[] = [];
    const memory: NodeJS.MemoryUsage[] = [];
    for (let done = 0; done < connections; done += between) {
      const well = await client.ask('query in turn', { login, count: between - 2 });
      if (well !== between - 2) wrong.push(`${done}: ${JSON.stringify(well)}`);
      const fault = next.next().value as FaultName;
      await emulator.faults.on(fault);
      const said = await client.failure('query', { login });
      if (said !== faults[fault]) wrong.push(`${done}, ${fault}: ${JSON.stringify(said)}`);
      await emulator.faults.clear();
      const after = await client.failure('query', { login });
      if (JSON.stringify(after) !== '{"value":"app"}') wrong.push(`${done}, after ${fault}: ${JSON.stringify(after)}`);
      memory.push((await client.ask('memory')) as NodeJS.MemoryUsage);
    }
    expect(wrong, `seed ${seed}`).toEqual([]);
    await client.ask('close');
    expect(await client.ask('unhandled')).toEqual([]);
    expect(await client.ask('resources')).toEqual([]);
    // From when it has warmed up to the end. What is left on the heap tells a leak; RSS is what Node has taken of it and of the system.
    const of = (which: 'rss' | 'heapUsed', part: number): number =>
      quarter(
        memory.map((one) => one[which]),
        part,
      );
    const each = (of('heapUsed', 3) - of('heapUsed', 1)) / (connections / 2);
    const figures = [of('rss', 1), of('rss', 3), of('heapUsed', 1), of('heapUsed', 3)].map(megabytes);
    process.stdout.write(
      `soak: seed ${seed}; MB in the second and the last quarter: RSS ${figures.slice(0, 2).join(', ')}, heap ${figures.slice(2).join(', ')}; ` +
        `${each.toFixed(0)} bytes of heap for each connection\n`,
    );
    // A short run is still compiling: what that keeps is a part of the heap, and none of the connections.
    if (connections < 5000) expect(of('heapUsed', 3) / of('heapUsed', 1)).toBeLessThan(1.1);
    else expect(each).toBeLessThan(100);
    expect(of('rss', 3) / of('rss', 1)).toBeLessThan(connections < 5000 ? 1.3 : 1.1);
  });
});

/** The mean of a quarter of the values. */
function quarter(values: readonly number[], which: number): number {
  const part = values.slice(Math.floor((values.length * which) / 4), Math.floor((values.length * (which + 1)) / 4));
  return part.reduce((sum, value) => sum + value, 0) / part.length;
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}

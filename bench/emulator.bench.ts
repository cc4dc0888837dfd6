import { performance } from 'node:perf_hooks';
import { Connection } from '@alloydb-gke/core';
import { specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { Client } from 'pg';
import { postgresSocket } from '../packages/emulator/src/instance-places';
import { readEmulatorSpec } from '../packages/emulator/src/spec/read-emulator-spec';
import { startProxy } from '../test/emulator/support/real-proxy';
import { installAuthProxy } from '../tools/install-auth-proxy';
import type { Bench } from './harness/bench';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'app',
  instances: { primary },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});
const spec = specForConnection(connection, { password: 'bench' });
const login = { user: 'app', password: 'bench', database: 'orders' };

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** A start against the 1.5 s that it may take. */
const warmStart: Bench = {
  name: 'emulator: warm start / 1.5 s',
  goal: 1,
  rounds: 7,
  round: async () => {
    let emulator: Awaited<ReturnType<typeof startEmulator>> | undefined;
    const numerator = await milliseconds(async () => {
      emulator = await startEmulator(spec);
    });
    await emulator?.stop();
    return { numerator, denominator: 1500 };
  },
};

/** The same work through the real Auth Proxy and the emulator, and straight on PostgreSQL's socket. */
function throughProxy(name: string, goal: number, work: (config: object) => Promise<unknown>): Bench {
  return {
    name,
    goal,
    rounds: 7,
    round: async () => {
      await using emulator = await startEmulator(spec);
      await using proxy = await startProxy({
        program: await installAuthProxy(),
        instances: [primary],
        environment: { ...emulator.environment('shop/orders') },
      });
      const folder = emulator.addresses.certificateAuthorityFile.replace(/\/[^/]*$/, '');
      const socket = postgresSocket(folder, readEmulatorSpec(spec), primary).replace(/\/[^/]*$/, '');
      const through = { ...login, host: '127.0.0.1', port: proxy.ports[0] };
      const straight = { ...login, host: socket, port: 5432 };
      await work(through); // The first connection gets the certificates.
      await work(straight);
      return { numerator: await milliseconds(() => work(through)), denominator: await milliseconds(() => work(straight)) };
    },
  };
}

async function connections(config: object): Promise<void> {
  for (let index = 0; index < 50; index += 1) {
    const client = new Client(config);
    await client.connect();
    await client.query('SELECT 1');
    await client.end();
  }
}

async function queries(config: object): Promise<void> {
  const clients = Array.from({ length: 8 }, () => new Client(config));
  await Promise.all(clients.map((client) => client.connect()));
  await Promise.all(
    clients.map(async (client) => {
      for (let index = 0; index < 250; index += 1) await client.query('SELECT 1');
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
}

const benches: readonly Bench[] = [
  warmStart,
  throughProxy('emulator: new connection through the Auth Proxy / straight to PostgreSQL', 6, connections),
  throughProxy('emulator: queries of 8 clients through the Auth Proxy / straight to PostgreSQL', 6, queries),
];

export default benches;

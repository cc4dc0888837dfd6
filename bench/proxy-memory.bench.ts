import { Connection, proxyMemoryMebibytes } from '@alloydb-gke/core';
import { specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { Client } from 'pg';
import { startProxy } from '../test/emulator/support/real-proxy';
import { installAuthProxy } from '../tools/install-auth-proxy';
import type { Bench } from './harness/bench';
import { residentKilobytes } from './harness/process-cost';

const count = 500;
const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'app',
  instances: { primary },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});
const spec = specForConnection(connection, { password: 'bench' });
const login = { user: 'app', password: 'bench', database: 'orders', host: '127.0.0.1' };

/** Clients that stay connected, each after a query. */
async function openClients(port: number): Promise<readonly Client[]> {
  const clients = Array.from({ length: count }, () => new Client({ ...login, port }));
  for (const client of clients) client.on('error', () => {});
  await Promise.all(clients.map((client) => client.connect()));
  await Promise.all(clients.map((client) => client.query('SELECT 1')));
  return clients;
}

/** What the real Auth Proxy takes against the limit that core gives it. */
const memory: Bench = {
  name: `emulator: memory of the Auth Proxy with ${count} connections / its memory limit`,
  goal: 1,
  rounds: 7,
  round: async () => {
    await using emulator = await startEmulator(spec);
    await using proxy = await startProxy({
      program: await installAuthProxy(),
      instances: [primary],
      args: [`--max-connections=${count}`],
      environment: { ...emulator.environment('shop/orders') },
    });
    const clients = await openClients(proxy.ports[0] ?? 0);
    const numerator = residentKilobytes(proxy.process.pid ?? 0) / 1024;
    await Promise.all(clients.map((client) => client.end()));
    return { numerator, denominator: proxyMemoryMebibytes(count, false) };
  },
};

const benches: readonly Bench[] = [memory];

export default benches;

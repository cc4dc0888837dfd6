import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Connection } from '@alloydb-gke/core';
import { type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { type RealProxy, startProxy } from '../test/emulator/support/real-proxy';
import { installAuthProxy } from '../tools/install-auth-proxy';
import { repositoryFolder } from '../tools/workspace/folders.mjs';
import type { ClientTask, ClientWay } from './connector-client/client-program';
import type { Bench } from './harness/bench';
import { median } from './harness/median';
import { cpuSeconds, residentKilobytes } from './harness/process-cost';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'app',
  instances: { primary },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

/** Both paths to the same PostgreSQL, each with an application process of its own. */
interface Paths extends AsyncDisposable {
  readonly proxy: Application & { readonly beside: number };
  readonly connector: Application;
}

/** An application that does what it is told, and says how long that took. */
class Application {
  readonly process: ChildProcess;

  constructor(way: ClientWay) {
    const program = join(repositoryFolder, 'bench', 'connector-client', 'client-program.ts');
    this.process = fork(program, { execArgv: ['--import', 'tsx'], env: { PATH: process.env['PATH'], WAY: JSON.stringify(way) } });
  }

  /** Milliseconds: one number for each thing that is done. */
  async do(task: ClientTask): Promise<readonly number[]> {
    this.process.send(task);
    const [answer] = (await once(this.process, 'message')) as [readonly number[] | string];
    if (typeof answer === 'string') throw new Error(answer);
    return answer;
  }
}

let emulator: Promise<RunningEmulator> | undefined;
let paths: Promise<Paths> | undefined;

/** New applications and a new proxy, in front of an emulator that all benches have in common. */
async function openPaths(): Promise<Paths> {
  emulator ??= startEmulator(specForConnection(connection, { password: 'bench' }));
  const running = await emulator;
  const environment = { ...running.environment('shop/orders') };
  const proxy: RealProxy = await startProxy({ program: await installAuthProxy(), instances: [primary], environment });
  const token = running.accessToken('orders@my-project.iam.gserviceaccount.com', { lifetimeSeconds: 43_200 });
  const throughProxy = Object.assign(new Application({ host: '127.0.0.1', port: proxy.ports[0] ?? 0 }), { beside: proxy.process.pid ?? 0 });
  const throughConnector = new Application({ instanceUri: primary, adminApiEndpoint: running.addresses.adminApi, token });
  // The first connection of each gets the certificates.
  for (const path of [throughProxy, throughConnector]) await path.do({ name: 'connect', count: 20 });
  return {
    proxy: throughProxy,
    connector: throughConnector,
    [Symbol.asyncDispose]: async () => {
      for (const { process: child } of [throughProxy, throughConnector]) child.kill();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

type Measure = (application: Application, beside: number | undefined) => Promise<number>;

/** What something costs through the connector, over what it costs through the real Auth Proxy. */
function overProxy(what: string, measure: Measure): Bench {
  return {
    name: `connector: ${what} / through the Auth Proxy`,
    goal: 1,
    rounds: 7,
    round: async (order) => {
      paths ??= openPaths();
      const { proxy, connector } = await paths;
      if (order === 'numerator-first') {
        return { numerator: await measure(connector, undefined), denominator: await measure(proxy, proxy.beside) };
      }
      const denominator = await measure(proxy, proxy.beside);
      return { numerator: await measure(connector, undefined), denominator };
    },
  };
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length * share)] ?? 0;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Milliseconds for a number of queries, one after the other on each of so many connections. */
const queries =
  (clients: number, each: number, bytes = 0): Measure =>
  async (application) =>
    total(await application.do({ name: 'query', clients, each, bytes }));

/** Of the application, and of the proxy beside it. */
const both = (read: (pid: number) => number, { process: { pid = 0 } }: Application, beside: number | undefined): number =>
  read(pid) + (beside === undefined ? 0 : read(beside));

/** Seconds of all that a pod runs for a task: what the proxy takes on another core is time of the pod too. */
const cpuOf =
  (task: ClientTask): Measure =>
  async (application, beside) => {
    const before = both(cpuSeconds, application, beside);
    await application.do(task);
    return both(cpuSeconds, application, beside) - before;
  };

const benches: readonly Bench[] = [
  overProxy('new connection, p50', async (application) => median(await application.do({ name: 'connect', count: 60 }))),
  overProxy('new connection, p95', async (application) => quantile(await application.do({ name: 'connect', count: 60 }), 0.95)),
  overProxy('time of queries on 1 connection', queries(1, 2000)),
  overProxy('time of queries on 8 connections', queries(8, 500)),
  overProxy('time of queries on 32 connections', queries(32, 125)),
  overProxy('time of rows of 1 MB on 1 connection', queries(1, 60, 1_000_000)),
  overProxy('time of rows of 1 MB on 8 connections', queries(8, 8, 1_000_000)),
  overProxy('CPU of 100 new connections', cpuOf({ name: 'connect', count: 100 })),
  overProxy('CPU of 10,000 queries', cpuOf({ name: 'query', clients: 8, each: 1250, bytes: 0 })),
  overProxy('CPU of 100 rows of 1 MB', cpuOf({ name: 'query', clients: 1, each: 100, bytes: 1_000_000 })),
  {
    name: 'connector: resident memory with 100 connections / through the Auth Proxy',
    goal: 1,
    rounds: 7,
    // All that a pod needs for them. What is left of earlier connections would count too: each round has new processes.
    round: async () => {
      await using fresh = await openPaths();
      const memory: Measure = async (application, beside) => {
        await application.do({ name: 'hold', count: 100 });
        return both(residentKilobytes, application, beside);
      };
      return { numerator: await memory(fresh.connector, undefined), denominator: await memory(fresh.proxy, fresh.proxy.beside) };
    },
  },
];

export async function close(): Promise<void> {
  await (await paths)?.[Symbol.asyncDispose]();
  await (await emulator)?.stop();
}

export default benches;

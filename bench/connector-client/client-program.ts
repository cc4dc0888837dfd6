// The program of an application that a bench measures: pg, through the connector or through the Auth Proxy. Nothing else is in it.
import { Client, type ClientConfig } from 'pg';
import { Connector } from '../../packages/connector/src/index';

/** How it reaches its database. */
export type ClientWay =
  | { readonly host: string; readonly port: number }
  | { readonly instanceUri: string; readonly adminApiEndpoint: string; readonly token: string };

/** What it is told to do. */
export type ClientTask =
  | { readonly name: 'connect'; readonly count: number }
  | { readonly name: 'query'; readonly clients: number; readonly each: number; readonly bytes: number }
  | { readonly name: 'hold'; readonly count: number };

const login = { user: 'app', password: 'bench', database: 'orders' };
const held: Client[] = [];

function optionsOf(way: ClientWay): ClientConfig {
  if ('host' in way) return { ...way, ssl: false };
  const { instanceUri, adminApiEndpoint, token } = way;
  const connector = new Connector({ auth: { getAccessToken: async () => token }, adminApiEndpoint });
  return connector.getOptions({ instanceUri });
}

const options = optionsOf(JSON.parse(process.env['WAY'] ?? '') as ClientWay);

async function open(): Promise<Client> {
  const client = new Client({ ...options, ...login });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function run(task: ClientTask): Promise<readonly number[]> {
  if (task.name === 'connect') {
    const times: number[] = [];
    for (let index = 0; index < task.count; index += 1) {
      let client: Client | undefined;
      times.push(
        await milliseconds(async () => {
          client = await open();
          await client.query('SELECT 1');
        }),
      );
      await client?.end();
    }
    return times;
  }
  if (task.name === 'query') {
    const clients = await Promise.all(Array.from({ length: task.clients }, open));
    const text = task.bytes === 0 ? 'SELECT 1' : `SELECT repeat('x', ${task.bytes})`;
    const all = (): Promise<unknown> =>
      Promise.all(
        clients.map(async (client) => {
          for (let index = 0; index < task.each; index += 1) await client.query(text);
        }),
      );
    const time = await milliseconds(all);
    await Promise.all(clients.map((client) => client.end()));
    return [time];
  }
  for (let index = 0; index < task.count; index += 1) held.push(await open());
  return [];
}

process.on('message', (task: ClientTask) => {
  run(task).then(
    (times) => process.send?.(times),
    (error: unknown) => process.send?.(String(error)),
  );
});

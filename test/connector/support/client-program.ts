// The program of a client process: it does what its parent asks for, with a connector of its own, and tells how that went.
import type { ConnectionOptions, ConnectorOptions } from '@alloydb-gke/connector';
import { Client } from 'pg';
import { Connector } from '../../../packages/connector/src/index';
import type { ClientAnswer, ClientCommand, ClientLogin } from './client-messages';
import { dialled } from './dialled';

let token: string | undefined;
let connector: Connector | undefined;
const held: { readonly client: Client; readonly ended: Promise<unknown> }[] = [];
const unhandled: string[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
process.on('uncaughtException', (error) => unhandled.push(String(error)));

const auth: ConnectorOptions['auth'] = {
  getAccessToken: async () => {
    if (token === undefined) throw new Error('the vault is sealed');
    return token;
  },
};

function theConnector(): Connector {
  if (connector === undefined) throw new Error('There is no connector.');
  return connector;
}

function newClient({ options, user, password }: ClientLogin): Client {
  const client = new Client({
    ...theConnector().getOptions(options as ConnectionOptions),
    user,
    ...(password !== undefined && { password }),
    database: 'orders',
  });
  client.on('error', () => {});
  return client;
}

async function query(login: ClientLogin): Promise<unknown> {
  const client = newClient(login);
  await client.connect();
  try {
    return (await client.query<{ current_user: string }>('SELECT current_user')).rows[0]?.current_user;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The channel to the parent and its turns are none of the connector's, nor is the file system. */
function resources(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap' && name !== 'Immediate' && !name.startsWith('FSReq'));
}

const commands: { readonly [Name in ClientCommand['name']]: (given: ClientCommand) => unknown } = {
  'new connector': ({ options }) => {
    connector = new Connector({ auth, ...options });
  },
  'set token': ({ text }) => {
    token = text;
  },
  query: ({ login }) => login && query(login),
  /** How many went well, or how the first failed. */
  'query in turn': async ({ login, count = 1 }) => {
    for (let done = 0; done < count; done += 1) {
      try {
        if (login) await query(login);
      } catch (error) {
        return `${done}: ${(error as Error).message}`;
      }
    }
    return count;
  },
  /** What is left when all that nobody holds any more is gone. It takes the flag --expose-gc. */
  memory: () => {
    globalThis.gc?.();
    return process.memoryUsage();
  },
  'query at once': async ({ login, count = 1 }) => {
    const outcomes = await Promise.allSettled(Array.from({ length: count }, () => login && query(login)));
    return outcomes.filter(({ status }) => status === 'fulfilled').length;
  },
  'dial at once': async ({ login, count = 1 }) => {
    const sockets = await Promise.allSettled(
      Array.from({ length: count }, () => dialled(theConnector(), login?.options as ConnectionOptions)),
    );
    const open = sockets.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    for (const socket of open) socket.destroy();
    return open.length;
  },
  'begin a sleep': async ({ login }) => {
    if (login === undefined) return;
    const client = newClient(login);
    await client.connect();
    const ended = client.query('SELECT pg_sleep(60)').then(
      () => 'it went well',
      (error: Error) => ('code' in error && typeof error.code === 'string' ? error.code : error.message),
    );
    held.push({ client, ended });
  },
  'end of the sleep': async () => {
    const last = held.pop();
    const outcome = await last?.ended;
    await last?.client.end().catch(() => {});
    return outcome;
  },
  /** What is there of this process at the moment at which it is closed. */
  close: async ({ count }) => {
    await theConnector().close(count === undefined ? {} : { drainTimeout: count });
    return resources();
  },
  'close twice': () => Promise.all([theConnector().close(), theConnector().close()]),
  unhandled: () => unhandled,
  resources,
};

process.on('message', async (command: ClientCommand) => {
  let answer: ClientAnswer;
  try {
    answer = { id: command.id, value: await commands[command.name](command) };
  } catch (error) {
    const { name, message, code, kind } = error as Error & { readonly code?: string; readonly kind?: string };
    answer = { id: command.id, error: { name, message, code, kind } };
  }
  process.send?.(answer);
});

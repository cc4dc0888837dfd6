import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmulatorError } from '../emulator-error';
import type { EventLog } from '../log/event-log';
import { describeFileError } from '../run-folder/file-error';
import { removeSharedMemory } from '../run-folder/shared-memory';
import type { Instance } from '../spec/emulator-model';
import { problem } from '../start-codes';
import type { PostgresAccount } from './postgres-account';
import { postgresEnvironment } from './postgres-environment';
import type { PostgresPrograms } from './postgres-programs';
import { ServerLog } from './server-log';

export interface PostgresServerOptions {
  readonly instance: Instance;
  readonly programs: PostgresPrograms;
  readonly account: PostgresAccount | undefined;
  /** Holds the data folder `data`, and gets the socket. */
  readonly folder: string;
  readonly configuration: string;
  readonly hostBasedAuthentication: string;
  /** Whether it follows another server. */
  readonly standby: boolean;
  readonly log: EventLog;
  readonly signal: AbortSignal;
}

/** A PostgreSQL that runs. */
export interface PostgresServer {
  readonly instance: Instance;
  /** Where its socket is. */
  readonly folder: string;
  /** Fulfilled with a reason when it ends although nobody stopped it. */
  readonly endedByItself: Promise<string>;
  /** Ends its connections with a message to each client, and then the server. */
  stop(): Promise<void>;
}

/** How long a server gets to end its connections, in milliseconds. */
const patience = 5_000;

/**
 * Starts PostgreSQL on a data folder, and waits until it takes connections.
 *
 * @throws EmulatorError if it does not start
 */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  const { instance, programs, account, folder, log, signal } = options;
  const data = join(folder, 'data');
  await describeFileError(folder, () => writeConfiguration(data, options));
  // A session of its own: Ctrl-C in a terminal must reach the emulator alone, which ends the server in order.
  const child = spawn(join(programs.folder, 'postgres'), ['-D', data], {
    ...account,
    cwd: '/',
    env: postgresEnvironment(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const serverLog = new ServerLog(instance, log);
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => serverLog.read(chunk));
  const end = endOf(child);
  const started = await Promise.race([serverLog.ready.then(() => 'ready' as const), end, aborted(signal)]);
  const server = runningServer(instance, folder, child, end, serverLog);
  if (started === 'ready') return server;
  await server.stop();
  signal.throwIfAborted();
  const reason = typeof started === 'string' ? started : reasonOf(started, serverLog);
  throw new EmulatorError(problem('postgres-start-failed', 'postgres', { instance: instance.uri.toString(), reason }));
}

async function writeConfiguration(
  data: string,
  { account, configuration, hostBasedAuthentication, standby }: PostgresServerOptions,
): Promise<void> {
  const files = [
    ['postgresql.conf', configuration],
    ['pg_hba.conf', hostBasedAuthentication],
    ...(standby ? [['standby.signal', ''] as const] : []),
  ] as const;
  for (const [name, text] of files) {
    const file = join(data, name);
    await writeFile(file, text);
    await chmod(file, 0o600);
    if (account) await chown(file, account.uid, account.gid);
  }
}

function runningServer(
  instance: Instance,
  folder: string,
  child: ChildProcess,
  end: Promise<ServerEnd>,
  serverLog: ServerLog,
): PostgresServer {
  let stopping = false;
  return {
    instance,
    folder,
    endedByItself: end.then((how) => (stopping ? new Promise<never>(() => {}) : reasonOf(how, serverLog))),
    stop: async () => {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
        child.kill('SIGINT'); // A fast shutdown: clients are told, and nothing is waited for.
        const impatient = setTimeout(() => child.kill('SIGQUIT'), patience);
        const atLast = setTimeout(() => child.kill('SIGKILL'), 2 * patience);
        await end;
        clearTimeout(impatient);
        clearTimeout(atLast);
      }
      if (child.signalCode !== null) await removeSharedMemory(join(folder, 'data'));
    },
  };
}

/** How a server ended. */
interface ServerEnd {
  /** As the end of a sentence. */
  readonly how: string;
  readonly killed: boolean;
}

/** A server that was killed has not complained of it: what it said has another cause. */
function reasonOf({ how, killed }: ServerEnd, serverLog: ServerLog): string {
  return killed ? how : (serverLog.complaint ?? how);
}

async function endOf(child: ChildProcess): Promise<ServerEnd> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal === null
      ? { how: `it ended with the exit code ${code}`, killed: false }
      : { how: `it was killed by ${signal}`, killed: true };
  } catch (error) {
    return { how: error instanceof Error ? error.message : String(error), killed: false };
  }
}

async function aborted(signal: AbortSignal): Promise<'aborted'> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return 'aborted';
}

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A PostgreSQL server of a test's own, on a Unix socket. */
export interface RunningPostgresql {
  /** Runs SQL and commands of psql, as the administrator "postgres" or as somebody else, and gives what psql prints. */
  readonly psql: (
    input: string,
    login?: { readonly user?: string; readonly database?: string; readonly variables?: Readonly<Record<string, string>> },
  ) => string;
  readonly stop: () => Promise<void>;
}

/** Starts an empty server that trusts everybody who reaches its socket. */
export async function runPostgresql(programs: string): Promise<RunningPostgresql> {
  const folder = mkdtempSync(join(tmpdir(), 'alloydb-gke-postgresql-'));
  const data = join(folder, 'data');
  const account = unprivilegedAccount();
  if (account.uid !== undefined) execFileSync('chown', [String(account.uid), folder]);
  chmodSync(folder, 0o700);
  const env = { ...process.env, LC_ALL: 'C.UTF-8', PGHOST: folder };
  execFileSync(join(programs, 'initdb'), ['--pgdata', data, '--username=postgres', '--encoding=UTF8', '--no-sync'], {
    ...account,
    env,
    stdio: 'pipe',
  });
  const args = ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off'];
  // Into a file: nobody reads a pipe while a test waits for psql, and a full pipe would stop the server.
  const log = join(folder, 'log');
  const server = spawn(join(programs, 'postgres'), args, { ...account, env, stdio: ['ignore', 'ignore', openSync(log, 'w')] });
  const ended = once(server, 'exit');
  while (!readFileSync(log, 'utf8').includes('ready to accept connections')) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${readFileSync(log, 'utf8')}`);
    await setTimeout(50);
  }
  return {
    psql: (input, { user = 'postgres', database = 'postgres', variables = {} } = {}) => {
      const settings = Object.entries({ ON_ERROR_STOP: '1', ...variables }).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
      const login = { PGUSER: user, PGDATABASE: database, PGCLIENTENCODING: 'UTF8' };
      const { status, stdout, stderr } = spawnSync(
        join(programs, 'psql'),
        ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', ...settings],
        {
          ...account,
          env: { ...env, ...login },
          input,
          encoding: 'utf8',
        },
      );
      if (status !== 0) throw new Error(stderr);
      return stdout;
    },
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function unprivilegedAccount(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (option: string): number => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

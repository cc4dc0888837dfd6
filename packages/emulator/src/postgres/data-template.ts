import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cache-folder';
import { EmulatorError } from '../emulator-error';
import { describeFileError, isFull } from '../run-folder/file-error';
import { administrator } from '../spec/read-database-users';
import { problem } from '../start-codes';
import type { PostgresAccount } from './postgres-account';
import type { PostgresPrograms } from './postgres-programs';
import { runProgram } from './run-program';

/** To be raised when what is in a template changes. */
const revision = 1;

/**
 * What every AlloyDB cluster has: its roles, and no right for everybody to create in the schema public.
 * Sources: https://cloud.google.com/alloydb/docs/database-users/about (roles), https://www.postgresql.org/docs/15/release-15.html (public).
 * That alloydbsuperuser owns the standard database is an assumption, after cloudsqlsuperuser of Cloud SQL.
 */
const statementsByDatabase = {
  template1: ['REVOKE CREATE ON SCHEMA public FROM PUBLIC'],
  postgres: [
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    'CREATE ROLE alloydbsuperuser NOLOGIN CREATEDB CREATEROLE',
    'CREATE ROLE alloydbiamuser NOLOGIN',
    'GRANT pg_monitor, pg_signal_backend TO alloydbsuperuser',
    'ALTER DATABASE postgres OWNER TO alloydbsuperuser',
  ],
} as const;

export interface DataTemplateOptions {
  readonly programs: PostgresPrograms;
  readonly account: PostgresAccount | undefined;
  /** Where it is made: a folder of the account. */
  readonly workFolder: string;
  readonly signal: AbortSignal;
}

/**
 * The data folder of a cluster that has just been made, from the cache; made when it is not there yet.
 *
 * @throws EmulatorError if PostgreSQL cannot make it
 */
export async function dataTemplate(options: DataTemplateOptions): Promise<string> {
  const { version } = options.programs;
  const kept = join(cacheFolder(), 'postgres-template', `${version}-${revision}`);
  if (existsSync(kept)) return kept;
  const made = await makeTemplate(options);
  return keep(made, kept).catch(() => made); // A cache that cannot be written costs time, and nothing else.
}

async function makeTemplate({ programs, account, workFolder, signal }: DataTemplateOptions): Promise<string> {
  const data = join(workFolder, 'template');
  const initdb = join(programs.folder, 'initdb');
  const args = ['-D', data, '-U', administrator, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--wal-segsize=1'];
  await step(workFolder, initdb, args, { account, signal });
  // Single-user mode needs no server; it takes a statement a line. Each database is opened on its own.
  const single = join(programs.folder, 'postgres');
  for (const [database, statements] of Object.entries(statementsByDatabase)) {
    const input = `${statements.join('\n')}\n`;
    await step(workFolder, single, ['--single', '-F', '-D', data, '-c', 'log_min_messages=error', database], { account, signal, input });
  }
  return data;
}

async function step(folder: string, program: string, args: readonly string[], options: Parameters<typeof runProgram>[2]): Promise<void> {
  const { exitCode, output } = await runProgram(program, args, options);
  if (exitCode === 0 && !/^.*(ERROR|FATAL|PANIC): /m.test(output)) return;
  options?.signal?.throwIfAborted();
  if (isFull(output)) throw new EmulatorError(problem('folder-full', 'folder', { folder }));
  const reason =
    output
      .trim()
      .split('\n')
      .reverse()
      .find((line) => /error|fatal|panic|cannot|could not/i.test(line)) ?? output.trim();
  throw new EmulatorError(
    problem('postgres-init-failed', 'postgres', { reason: reason.replace(/\.$/, ''), command: [program, ...args].join(' ') }),
  );
}

/** Copies a template into the cache. Whoever comes second keeps what the first has put there. */
async function keep(made: string, kept: string): Promise<string> {
  const parent = join(kept, '..');
  await mkdir(parent, { recursive: true });
  const unfinished = await mkdtemp(join(parent, 'unfinished-'));
  try {
    const { exitCode } = await runProgram('cp', ['-R', made, join(unfinished, 'data')]);
    if (exitCode !== 0) return made;
    await rename(join(unfinished, 'data'), kept);
    return kept;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/**
 * Makes a data folder of a template, for the account that PostgreSQL runs as. `cp` is three times quicker than Node here,
 * and shares the blocks where the file system can.
 *
 * @throws EmulatorError if there is no space
 */
export async function copyTemplate(
  template: string,
  data: string,
  account: PostgresAccount | undefined,
  signal: AbortSignal,
): Promise<void> {
  const copied = await runProgram('cp', ['-R', template, data], { signal });
  signal.throwIfAborted();
  if (copied.exitCode !== 0) {
    const code = isFull(copied.output) ? 'ENOSPC' : 'EACCES';
    await describeFileError(join(data, '..'), () => Promise.reject(Object.assign(new Error(copied.output.trim()), { code })));
  }
  if (account) await runProgram('chown', ['-R', `${account.uid}:${account.gid}`, data]);
  await runProgram('chmod', ['700', data]);
}

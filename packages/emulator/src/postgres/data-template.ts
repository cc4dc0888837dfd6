import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../cache-folder';
import { EmulatorError } from '../emulator-error';
import { describeFileError, isFull } from '../run-folder/file-error';
import { administrator } from '../spec/read-database-users';
import { problem } from '../start-codes';
import type { PostgresAccount } from './postgres-account';
import type { PostgresPrograms } from './postgres-programs';
import { type RunProgramOptions, runProgram } from './run-program';

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
  /** Has a copy that is not finished removed when the emulator is killed. */
  readonly takeAlong: (path: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * The data folder of a cluster that has just been made, from the cache; made when it is not there yet.
 *
 * @throws EmulatorError if PostgreSQL cannot make it
 */
export async function dataTemplate(options: DataTemplateOptions): Promise<string> {
  const kept = await placeInCache(options.programs);
  if (existsSync(kept)) return kept;
  const made = await makeTemplate(options);
  return keep(made, kept, options).catch(() => made); // A cache that cannot be written costs time, and nothing else.
}

/** PostgreSQL reads only what its like has made, and a user only what is his: a cache may be shared by builds and users. */
async function placeInCache({ folder, version }: PostgresPrograms): Promise<string> {
  const program = await realpath(join(folder, 'postgres')).catch(() => folder);
  const { size, mtimeMs } = await stat(program).catch(() => ({ size: 0, mtimeMs: 0 }));
  const build = JSON.stringify([program, size, mtimeMs, process.arch, process.platform, process.getuid?.()]);
  const digest = createHash('sha256').update(build).digest('hex').slice(0, 12);
  return join(cacheFolder(), 'postgres-template', `${version}-${revision}-${digest}`);
}

async function makeTemplate({ programs, account, workFolder, signal }: DataTemplateOptions): Promise<string> {
  const data = join(workFolder, 'template');
  const initdb = join(programs.folder, 'initdb');
  const args = ['-D', data, '-U', administrator, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--wal-segsize=1'];
  await step(initdb, args, { folder: workFolder, account, signal });
  // Single-user mode needs no server; it takes a statement a line. Each database is opened on its own.
  const single = join(programs.folder, 'postgres');
  for (const [database, statements] of Object.entries(statementsByDatabase)) {
    const input = `${statements.join('\n')}\n`;
    await step(single, ['--single', '-F', '-D', data, '-c', 'log_min_messages=error', database], {
      folder: workFolder,
      account,
      signal,
      input,
    });
  }
  return data;
}

async function step(program: string, args: readonly string[], options: RunProgramOptions): Promise<void> {
  const { exitCode, output } = await runProgram(program, args, options);
  if (exitCode === 0 && !/^.*(ERROR|FATAL|PANIC): /m.test(output)) return;
  options.signal?.throwIfAborted();
  if (isFull(output)) throw new EmulatorError(problem('folder-full', 'folder', { folder: options.folder }));
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
async function keep(made: string, kept: string, { workFolder, takeAlong, signal }: DataTemplateOptions): Promise<string> {
  const parent = dirname(kept);
  await mkdir(parent, { recursive: true });
  const unfinished = join(parent, `unfinished-${randomUUID()}`);
  await takeAlong(unfinished);
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const { exitCode } = await runProgram('cp', ['-R', made, join(unfinished, 'data')], { folder: workFolder, signal });
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
  const folder = dirname(data);
  const copied = await runProgram('cp', ['-R', template, data], { folder, signal });
  signal.throwIfAborted();
  if (copied.exitCode !== 0) {
    const code = isFull(copied.output) ? 'ENOSPC' : 'EACCES';
    await describeFileError(folder, () => Promise.reject(Object.assign(new Error(copied.output.trim()), { code })));
  }
  if (account) await runProgram('chown', ['-R', `${account.uid}:${account.gid}`, data], { folder });
  await runProgram('chmod', ['700', data], { folder });
}

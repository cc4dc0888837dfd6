import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Availability, Requirement } from './requirement';

/** A PostgreSQL server on this machine: the folder with initdb, postgres and psql. */
export const realPostgresql: Requirement<{ programs: string }> = {
  tests: 'tests on a real PostgreSQL',
  find: async (): Promise<Availability<{ programs: string }>> => {
    const programs = candidates().find((folder) => ['initdb', 'postgres', 'psql'].every((program) => existsSync(join(folder, program))));
    return programs === undefined ? { here: false, reason: 'no PostgreSQL server is installed' } : { here: true, values: { programs } };
  },
};

/** The PATH, and where Debian puts what it keeps off the PATH, the newest first. */
function candidates(): readonly string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((left, right) => Number(right) - Number(left)) : [];
  return [...(process.env['PATH'] ?? '').split(delimiter), ...versions.map((version) => join(debian, version, 'bin'))];
}

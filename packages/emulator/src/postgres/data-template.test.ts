import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataTemplate } from './data-template';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'template-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Tries to make a template with an initdb that only says something. */
async function makeWith(output: string): Promise<string> {
  writeFileSync(join(folder, 'initdb'), `#!/bin/sh\necho "${output}" >&2\nexit 1\n`);
  chmodSync(join(folder, 'initdb'), 0o755);
  const programs = { folder, version: '0.0-of-a-test', major: 99 };
  const { signal } = new AbortController();
  return dataTemplate({ programs, account: undefined, workFolder: folder, takeAlong: async () => {}, signal }).catch(
    (error: Error) => error.message,
  );
}

/** Gets a template with programs that go well and say who they are. @returns its folder in the cache */
async function templateOf(build: string): Promise<string> {
  const [bin, workFolder] = [join(folder, 'bin'), mkdtempSync(join(folder, 'work-'))];
  mkdirSync(bin, { recursive: true });
  for (const name of ['initdb', 'postgres']) {
    writeFileSync(join(bin, name), `#!/bin/sh\n# ${build}\n[ "$1" != -D ] || mkdir -p "$2"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const programs = { folder: bin, version: '0.0-of-a-test', major: 99 };
  const { signal } = new AbortController();
  return dataTemplate({ programs, account: undefined, workFolder, takeAlong: async () => {}, signal });
}

describe('the template of a cluster', () => {
  it('says what PostgreSQL says when it cannot be made (postgres-init-failed)', async () => {
    expect(await makeWith('initdb: error: could not find suitable text search configuration.')).toBe(
      `postgres: PostgreSQL cannot make its files: initdb: error: could not find suitable text search configuration. Run "${folder}/initdb -D ${folder}/template -U alloydbadmin -A trust -E UTF8 --locale=C --no-sync --wal-segsize=1" by hand to see more.`,
    );
  });

  it('says that the file system is full', async () => {
    expect(await makeWith('initdb: error: could not write file: No space left on device')).toContain(
      `There is no space left in ${folder}.`,
    );
  });

  it('is kept for its own build of PostgreSQL and for its own user', async () => {
    vi.stubEnv('ALLOYDB_GKE_CACHE', join(folder, 'cache'));
    const first = await templateOf('one');
    const again = await templateOf('another build');
    vi.spyOn(process, 'getuid').mockReturnValue(4321);
    const ofAnother = await templateOf('another build');
    expect(new Set([first, again, ofAnother]).size).toBe(3);
    expect(readdirSync(join(folder, 'cache', 'postgres-template'))).toHaveLength(3);
  });

  it('is made once', async () => {
    vi.stubEnv('ALLOYDB_GKE_CACHE', join(folder, 'cache'));
    const first = await templateOf('one');
    const { signal } = new AbortController();
    const programs = { folder: join(folder, 'bin'), version: '0.0-of-a-test', major: 99 };
    const takeAlong = (): Promise<void> => Promise.reject(new Error('nothing is copied'));
    expect(await dataTemplate({ programs, account: undefined, workFolder: folder, takeAlong, signal })).toBe(first);
  });
});

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataTemplate } from './data-template';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'template-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Tries to make a template with an initdb that only says something. */
async function makeWith(output: string): Promise<string> {
  writeFileSync(join(folder, 'initdb'), `#!/bin/sh\necho "${output}" >&2\nexit 1\n`);
  chmodSync(join(folder, 'initdb'), 0o755);
  const programs = { folder, version: '0.0-of-a-test', major: 99 };
  const { signal } = new AbortController();
  return dataTemplate({ programs, account: undefined, workFolder: folder, signal }).catch((error: Error) => error.message);
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
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postgresAccount } from './postgres-account';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accounts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A file of accounts. */
function accounts(...lines: readonly string[]): string {
  const file = join(folder, 'passwd');
  writeFileSync(file, lines.join('\n'));
  return file;
}

const root = 'root:x:0:0:root:/root:/bin/bash';
const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';
const postgres = 'postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash';

describe('the user that PostgreSQL runs as', () => {
  it('is the own one, but for root', async () => {
    expect(await postgresAccount(1000, accounts(root, postgres))).toBeUndefined();
  });

  it('is for root "postgres", or else "nobody"', async () => {
    expect(await postgresAccount(0, accounts(root, nobody, postgres))).toEqual({ name: 'postgres', uid: 101, gid: 104 });
    expect(await postgresAccount(0, accounts(root, nobody))).toEqual({ name: 'nobody', uid: 65534, gid: 65534 });
  });

  it('must be there', async () => {
    await expect(postgresAccount(0, accounts(root))).rejects.toThrow(
      'The emulator runs as root, and PostgreSQL refuses that; there is neither a user "postgres" nor a user "nobody" to run it as. Run the emulator as an ordinary user.',
    );
  });
});

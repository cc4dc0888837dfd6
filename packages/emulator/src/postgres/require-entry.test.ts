import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requireEntry } from './require-entry';

// Root passes everywhere; anybody else can be no one but himself.
const [uid, gid] = [process.getuid?.(), process.getgid?.()];
const account = uid === 0 ? { name: 'nobody', uid: 65_534, gid: 65_534 } : { name: 'nobody', uid: uid ?? 0, gid: gid ?? 0 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entry-'));
  mkdirSync(join(folder, 'private', 'inside'), { recursive: true });
  chmodSync(folder, 0o755);
});
afterEach(() => {
  chmodSync(join(folder, 'private'), 0o755);
  rmSync(folder, { recursive: true });
});

it('a folder is open to an account where every folder on the way is', async () => {
  await expect(requireEntry(account, join(folder, 'private', 'inside'), 'folder-closed')).resolves.toBeUndefined();
});

it('the first folder on the way that is closed to an account is named', async () => {
  chmodSync(join(folder, 'private'), uid === 0 ? 0o700 : 0o600);
  await expect(requireEntry(account, join(folder, 'private', 'inside'), 'folder-closed')).rejects.toThrow(
    `postgres: "nobody", whom PostgreSQL runs as, cannot enter the folder ${join(folder, 'private')}. Set TMPDIR to a folder that everybody may pass through, such as /tmp, or run the emulator as an ordinary user.`,
  );
  await expect(requireEntry(account, join(folder, 'private', 'inside'), 'postgres-folder-closed')).rejects.toThrow(
    `cannot enter the folder ${join(folder, 'private')}, in which its programs are. Install PostgreSQL where everybody may run it`,
  );
});

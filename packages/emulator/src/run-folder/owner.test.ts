import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasLivingOwner, ownerSocket, ownFolder } from './owner';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owned-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the owner of a run folder', () => {
  it('lives until it lets go of it', async () => {
    const owner = await ownFolder(folder);
    expect(await hasLivingOwner(folder)).toBe(true);
    owner.close();
    expect(await hasLivingOwner(folder)).toBe(false);
  });

  it('is dead when its process was killed, whatever process has its id now', async () => {
    const script = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
    expect(() => execFileSync(process.execPath, ['-e', script, join(folder, ownerSocket)], { stdio: 'ignore' })).toThrow();
    expect(await hasLivingOwner(folder)).toBe(false);
  });

  it('may be on its way in a folder that is new, and is not in one of a minute ago', async () => {
    expect(await hasLivingOwner(folder)).toBe(true);
    const before = (Date.now() - 61_000) / 1000;
    utimesSync(folder, before, before);
    expect(await hasLivingOwner(folder)).toBe(false);
  });

  it('is not doubted where the system says something else', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await hasLivingOwner(join(folder, 'file'))).toBe(true);
  });
});

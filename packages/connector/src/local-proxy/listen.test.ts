import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from './listen';

/** What the system has room for, without the byte that ends it. */
const longest = process.platform === 'linux' ? 107 : 103;

let folder: string;
let server: Server;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'listen-'));
  server = createServer();
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('listening at a path', () => {
  it('leaves a file alone that is no socket', async () => {
    const path = join(folder, 'important.txt');
    writeFileSync(path, 'important');
    await expect(listen(server, { path })).rejects.toMatchObject({
      code: 'listen-address-in-use',
      message: `The local proxy cannot listen at ${path}: what is there is no socket. Choose another port or path, or free this one.`,
    });
    expect(readFileSync(path, 'utf8')).toBe('important');
  });

  it('leaves a folder alone, and a link', async () => {
    const [path, link] = [join(folder, 'postgresql'), join(folder, 'link')];
    mkdirSync(path);
    symlinkSync(path, link);
    await expect(listen(server, { path })).rejects.toMatchObject({ code: 'listen-address-in-use' });
    await expect(listen(server, { path: link })).rejects.toMatchObject({ code: 'listen-address-in-use' });
    expect(lstatSync(path).isDirectory()).toBe(true);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('takes a path that is as long as the system has room for', async () => {
    const path = join(folder, 'x'.repeat(longest - folder.length - 1));
    await listen(server, { path });
    expect(lstatSync(path).isSocket()).toBe(true);
  });

  it.each(['x', 'ü'])('refuses a path of more bytes, of which the system would take the first alone: %s', async (letter) => {
    const path = join(folder, letter.repeat(longest - folder.length));
    const bytes = Buffer.byteLength(path);
    await expect(listen(server, { path })).rejects.toMatchObject({
      code: 'listen-address-unusable',
      message: expect.stringContaining(`cannot listen at ${path}: the path has ${bytes} bytes, and this system takes ${longest} at most. `),
    });
    expect(server.listening).toBe(false);
  });
});

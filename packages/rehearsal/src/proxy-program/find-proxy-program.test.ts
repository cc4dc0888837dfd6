import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProxyProgram } from './find-proxy-program';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-proxy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that says a version, as the Auth Proxy does. */
function program(path: string, says: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "${says}"\n`);
  chmodSync(file, 0o755);
  return file;
}
const versioned = (path: string, version: string): string => program(path, `alloydb-auth-proxy version ${version}`);
const find = (version: string | undefined, environment: NodeJS.ProcessEnv): ReturnType<typeof findProxyProgram> =>
  findProxyProgram(version, { environment: { ALLOYDB_GKE_CACHE: join(folder, 'cache'), ...environment }, platform: 'linux' });

describe('the program of the Auth Proxy', () => {
  it('is the one that ALLOYDB_AUTH_PROXY_BIN names, whatever its version', async () => {
    const file = versioned('own/proxy', '1.15.0');
    expect(await find('1.17.1', { ALLOYDB_AUTH_PROXY_BIN: file, PATH: '' })).toEqual({ file, version: '1.15.0' });
  });

  it('is that of PATH, where its version fits, and else that of the cache', async () => {
    const cached = versioned('cache/auth-proxy/1.17.1/alloydb-auth-proxy', '1.17.1');
    const old = versioned('bin/alloydb-auth-proxy', '1.10.0');
    const PATH = dirname(old);
    expect(await find('1.17.1', { PATH })).toEqual({ file: cached, version: '1.17.1' });
    expect(await find('1.10.0', { PATH })).toEqual({ file: old, version: '1.10.0' });
    expect(await find(undefined, { PATH })).toEqual({ file: old, version: '1.10.0' });
  });

  it('is missed with where it was searched, and what to do', async () => {
    const old = versioned('bin/alloydb-auth-proxy', '1.10.0');
    const missed = find('1.17.1', { PATH: dirname(old) });
    await expect(missed).rejects.toMatchObject({ name: 'RehearsalError', code: 'proxy-missing' });
    await expect(missed).rejects.toThrow(/no Auth Proxy 1\.17\.1 .*alloydb-auth-proxy is 1\.10\.0.*alloydb-gke proxy install/s);
  });

  it('is not a program of that name that says something else', async () => {
    const file = program('bin/alloydb-auth-proxy', 'hello');
    await expect(find(undefined, { PATH: dirname(file) })).rejects.toMatchObject({ code: 'proxy-missing' });
  });
});

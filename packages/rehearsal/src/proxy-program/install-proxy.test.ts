import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishedChecksum } from './download-proxy';
import { installProxy } from './install-proxy';

const version = '9.8.7';
const script = `#!/bin/sh\necho "alloydb-auth-proxy version ${version}+linux.amd64"\n`;
const checksum = createHash('sha256').update(script).digest('hex');
const name = 'alloydb-auth-proxy.linux.amd64';

let folder = '';
let server: Server;
let base = '';
/** What the server has, by path. */
let pages: Record<string, string> = {};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'install-proxy-'));
  server = createServer(({ url = '' }, answer) => {
    const page = pages[url];
    answer.writeHead(page === undefined ? 404 : 200).end(page ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pages = {
    [`/releases/v${version}`]: JSON.stringify({
      body: `## ${version}\n\n| filename | sha256 hash |\n|---|---|\n| [${name}](x) | ${checksum} |\n`,
    }),
    [`/downloads/v${version}/${name}`]: script,
  };
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

function install(ways: readonly ('download' | 'build')[] = ['download'], wanted = version): Promise<string> {
  return installProxy(wanted, {
    ways,
    environment: { ALLOYDB_GKE_CACHE: folder, PATH: join(folder, 'bin') },
    platform: 'linux',
    architecture: 'x64',
    sources: { downloads: `${base}/downloads`, releases: `${base}/releases` },
  });
}

describe('the Auth Proxy', () => {
  it('is downloaded, compared with its checksum, and kept', async () => {
    const program = await install();
    expect(program).toBe(join(folder, 'auth-proxy', version, 'alloydb-auth-proxy'));
    expect(readdirSync(join(folder, 'auth-proxy'))).toEqual([version]);
    pages = {};
    expect(await install()).toBe(program);
  });

  it('is not taken with another checksum, and nothing of it is kept', async () => {
    pages[`/downloads/v${version}/${name}`] = `${script}# changed\n`;
    await expect(install()).rejects.toThrow(/has the SHA-256 checksum [0-9a-f]{64}, and its release says [0-9a-f]{64}/);
    expect(existsSync(join(folder, 'auth-proxy', version, 'alloydb-auth-proxy'))).toBe(false);
    expect(readdirSync(join(folder, 'auth-proxy')).filter((one) => one.startsWith('unfinished'))).toEqual([]);
  });

  it('is not taken where the release publishes no checksum', async () => {
    pages[`/releases/v${version}`] = '{}';
    await expect(install()).rejects.toThrow(`the release v${version} publishes no checksum of ${name}`);
  });

  it('of a version that there is not is a sentence, with every way that was tried', async () => {
    await expect(install(['download', 'build'], '9.9.9')).rejects.toThrow(
      "proxy: The Auth Proxy 9.9.9 cannot be had: Google's download: there is no release v9.9.9; building it: Go is not installed. Install Go,",
    );
  });

  it('is built where a Go is', async () => {
    mkdirSync(join(folder, 'bin'));
    const go = join(folder, 'bin', 'go');
    writeFileSync(
      go,
      `#!/bin/sh\nif [ "$1" = version ]; then echo 'go version go1.26.1 linux/amd64'; exit; fi\n/bin/cat > "$GOBIN/alloydb-auth-proxy" <<'END'\n${script}END\n/bin/chmod +x "$GOBIN/alloydb-auth-proxy"\n`,
    );
    chmodSync(go, 0o755);
    expect(existsSync(await install(['build']))).toBe(true);
  });
});

it('finds the checksum of exactly one file', () => {
  const table = `alloydb-auth-proxy.linux.arm64 | ${'a'.repeat(64)} |\nalloydb-auth-proxy.linux.arm | ${'b'.repeat(64)} |\n`;
  expect(publishedChecksum(table, 'alloydb-auth-proxy.linux.arm')).toBe('b'.repeat(64));
  expect(publishedChecksum(table, 'alloydb-auth-proxy.linux.386')).toBeUndefined();
});

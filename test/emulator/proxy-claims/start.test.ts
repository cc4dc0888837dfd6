import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { primary, readPool } from '../support/world';
import { here, pause, runProgram, spawnProgram } from './claimed-proxy';

/** Section 5: what stops the start, and with what words. */
const rejected: readonly (readonly [string, readonly string[], string])[] = [
  ['no instance', [], 'missing instance'],
  ['a bool that is 1', [`${primary}?auto-iam-authn=1`], 'query param should be true or false, got: "1"'],
  ['a parameter twice', [`${primary}?port=a&port=b`], 'port query param should be only one value: []'],
  ['localhost as the address of an instance', [`${primary}?address=localhost`], 'not a valid IP address'],
  ['localhost as the address', ['--address=localhost', primary], 'not a valid IP address'],
  ["the Cloud SQL Auth Proxy's name of a flag", ['--exit-zero-on-sigterm', primary], 'unknown flag'],
  ['a port out of range', ['--port=80000', primary], 'address 80000: invalid port'],
  ['a port out of range in the query', [`${primary}?port=99999`], 'address 99999: invalid port'],
  ['an address and a Unix socket', ['--address=127.0.0.1', '--unix-socket=/tmp', primary], 'cannot specify'],
  ['two credentials', ['--credentials-file=/nowhere', primary], 'cannot specify'],
  ['an endpoint without a scheme', ['--alloydbadmin-api-endpoint=127.0.0.1:1', primary], 'value "127.0.0.1:1" is not a valid URL'],
  [
    'an endpoint and a universe domain',
    ['--alloydbadmin-api-endpoint=http://127.0.0.1:1', '--universe-domain=x.example', primary],
    'cannot specify --alloydbadmin-api-endpoint and --universe-domain flags at the same time',
  ],
  ['a Cloud SQL connection name', ['project:region:instance'], 'could not parse instance uri: "project:region:instance"'],
  ['a directory for sockets that is missing', [`${primary}?unix-socket=/nowhere/at/all`], '/nowhere/at/all: no such file or directory'],
];

/** A port that is taken while `during` goes on. */
async function withPortTaken(during: (port: number) => Promise<void>): Promise<void> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    }),
  );
  try {
    await during(port);
  } finally {
    server.close();
  }
}

describe.skipIf(!here).concurrent('the start of the real Auth Proxy', () => {
  it.each(rejected)('ends with 1: %s', async (_, args, text) => {
    const end = await runProgram(['--token=x', ...args]);
    expect(end.code).toBe(1);
    expect(end.log).toContain(text);
  });

  it('ends with 1 where the port of an instance is taken', () =>
    withPortTaken(async (port) => {
      const end = await runProgram(['--token=x', `${primary}?port=${port}`]);
      expect(end.code).toBe(1);
      expect(end.log).toMatch(/unable to start: .*Unable to mount socket: listen tcp 127\.0\.0\.1:\d+: bind: address already in use/);
    }));

  it('ends with 1 where two instances have one port, by --port and by a query', async () => {
    const port = await freePort();
    const end = await runProgram(['--token=x', `--port=${port}`, primary, `${readPool}?port=${port}`]);
    expect(end.code).toBe(1);
    expect(end.log).toContain('bind: address already in use');
  });

  it('ends with 1 where the port of the health server is taken', () =>
    withPortTaken(async (port) => {
      const end = await runProgram(['--token=x', '--health-check', `--http-port=${port}`, `${primary}?port=${await freePort()}`]);
      expect(end.code).toBe(1);
      expect(end.log).toContain(`failed to start HTTP server: listen tcp 127.0.0.1:${port}: bind: address already in use`);
    }));

  it('ends with 1 where the health server and the admin server have one port', async () => {
    const port = await freePort();
    const end = await runProgram([
      '--token=x',
      '--health-check',
      '--quitquitquit',
      `--http-port=${port}`,
      `--admin-port=${port}`,
      `${primary}?port=${await freePort()}`,
    ]);
    expect(end.code).toBe(1);
    expect(end.log).toContain('failed to start HTTP server: ');
  });

  it('lets one proxy have its health server at the admin port of another that has no admin server', async () => {
    const port = await freePort();
    await using first = spawnProgram(['--token=x', `--admin-port=${port}`, `${primary}?port=${await freePort()}`]);
    await using second = spawnProgram(['--token=x', '--health-check', `--http-port=${port}`, `${primary}?port=${await freePort()}`]);
    await Promise.all([first.logged(/ready for new/), second.logged(/ready for new/)]);
    await pause(300);
    expect([first.child.exitCode, second.child.exitCode]).toEqual([null, null]);
  });

  it('takes port 0 of an instance for the port of the flag', async () => {
    const port = await freePort();
    await using running = spawnProgram(['--token=x', `--port=${port}`, `${primary}?port=0`]);
    await running.logged(new RegExp(`Listening on 127\\.0\\.0\\.1:${port}`));
  });

  it('counts ports for the instances without one of their own', async () => {
    const [port, own] = await Promise.all([freePort(), freePort()]);
    await using running = spawnProgram(['--token=x', `--port=${port}`, `${readPool}?port=${own}`, primary]);
    await running.logged(/ready for new/);
    expect(running.log()).toContain(`Listening on 127.0.0.1:${own}`);
    expect(running.log()).toContain(`Listening on 127.0.0.1:${port}`);
  });

  it('takes the same instance on two ports', async () => {
    await using running = spawnProgram(['--token=x', `${primary}?port=${await freePort()}`, `${primary}?port=${await freePort()}`]);
    await running.logged(/ready for new/);
  });

  it('ends with 1 where the path of a Unix socket is too long', async () => {
    const folder = mkdtempSync(join(tmpdir(), `claim-${'x'.repeat(80)}-`));
    try {
      const end = await runProgram(['--token=x', `${primary}?unix-socket=${folder}`]);
      expect(end.code).toBe(1);
      expect(end.log).toContain('bind: invalid argument');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells a Unix socket by the names of the instance', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claim-'));
    try {
      await using running = spawnProgram(['--token=x', `${primary}?unix-socket=${folder}`]);
      await running.logged(new RegExp(`Listening on ${folder}/my-project\\.us-central1\\.shop\\.primary/\\.s\\.PGSQL\\.5432`));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

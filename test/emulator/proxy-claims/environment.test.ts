import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { currentUser, failure } from '../support/query';
import { bothKindsOfUsers, iamUser, primary, readPool } from '../support/world';
import { app, atLast, ending, heldConnection, here, pause, proxyOf, runProgram, spawnProgram } from './claimed-proxy';

const serviceLink = 'tcp://10.0.0.9:80';
const ready = /ready for new connections/;

/** Section 4: what is wrong as a variable goes unsaid, and stops the start as a flag. */
const asFlags: readonly (readonly [string, string])[] = [
  ['--max-sigterm-delay=30', 'time: missing unit in duration "30"'],
  ['--max-connections=abc', 'invalid argument "abc" for "--max-connections"'],
  ['--auto-iam-authn=yes', 'invalid argument "yes" for "-i, --auto-iam-authn"'],
  [`--port=${serviceLink}`, `invalid argument "${serviceLink}" for "-p, --port"`],
];

/** Section 4: variables of a Service whose name is that of a server of the proxy. */
const serverPorts: readonly (readonly [string, string, string])[] = [
  ['ALLOYDB_PROXY_HTTP_PORT', '--health-check', '--http-port'],
  ['ALLOYDB_PROXY_HTTP_PORT', '--prometheus', '--http-port'],
  ['ALLOYDB_PROXY_ADMIN_PORT', '--quitquitquit', '--admin-port'],
  ['ALLOYDB_PROXY_ADMIN_PORT', '--debug', '--admin-port'],
];

describe.skipIf(!here).concurrent('the environment of the real Auth Proxy', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator?.stop());

  it('a service link of alloydb-proxy is a random port, without a warning', async () => {
    await using running = spawnProgram(['--token=x', primary], { ALLOYDB_PROXY_PORT: 'tcp://10.0.0.1:5432' });
    await running.logged(ready);
    const [, port] = await running.logged(/Listening on 127\.0\.0\.1:(\d+)/);
    expect(Number(port)).toBeGreaterThan(10_000);
    expect(running.log()).not.toMatch(/warn|error|tcp:/i);
  });

  it.each(['flag', 'query'])('a port given as a %s wins over a service link', async (as) => {
    const port = await freePort();
    const args = as === 'flag' ? [`--port=${port}`, primary] : [`${primary}?port=${port}`];
    await using running = spawnProgram(['--token=x', ...args], { ALLOYDB_PROXY_PORT: serviceLink });
    await running.logged(new RegExp(`Listening on 127\\.0\\.0\\.1:${port}`));
  });

  it.each(serverPorts)('a service link in %s stops the start with %s, does nothing without it, and %s wins', async (name, on, flag) => {
    const port = `${primary}?port=${await freePort()}`;
    const broken = await runProgram(['--token=x', on, port], { [name]: serviceLink });
    expect(broken.code).toBe(1);
    expect(broken.log).toContain(`failed to start HTTP server: listen tcp: address localhost:${serviceLink}: too many colons in address`);
    await using without = spawnProgram(['--token=x', port], { [name]: serviceLink });
    await without.logged(ready);
    await using explicit = spawnProgram(['--token=x', on, `${flag}=${await freePort()}`, `${primary}?port=${await freePort()}`], {
      [name]: serviceLink,
    });
    await explicit.logged(ready);
    await pause(200);
    expect(explicit.child.exitCode).toBe(null);
  });

  it('a service link of alloydb-auth-proxy is harmless', async () => {
    const port = await freePort();
    await using running = spawnProgram(['--token=x', `--port=${port}`, primary], { ALLOYDB_AUTH_PROXY_PORT: serviceLink });
    await running.logged(ready);
    expect(running.log()).toContain(`127.0.0.1:${port}`);
  });

  it('a max delay without a unit is silently none', async () => {
    await using proxy = await proxyOf(emulator, [], { environment: { ALLOYDB_PROXY_MAX_SIGTERM_DELAY: '30' } });
    const client = await heldConnection(proxy.ports[0] ?? 0);
    const end = await ending(proxy, () => proxy.process.kill('SIGTERM'));
    expect(end.code).toBe(143);
    expect(end.milliseconds).toBeLessThan(2000);
    await client.end().catch(() => {});
  });

  it('a max delay with a unit holds', async () => {
    await using proxy = await proxyOf(emulator, [], { environment: { ALLOYDB_PROXY_MAX_SIGTERM_DELAY: '1s' } });
    const client = await heldConnection(proxy.ports[0] ?? 0);
    const end = await ending(proxy, () => proxy.process.kill('SIGTERM'));
    expect(end.code).toBe(1);
    expect(end.milliseconds).toBeGreaterThanOrEqual(1000);
    await client.end().catch(() => {});
  });

  it('a number of connections that is none is silently no limit', async () => {
    await using proxy = await proxyOf(emulator, [], { environment: { ALLOYDB_PROXY_MAX_CONNECTIONS: 'abc' } });
    const held = [await heldConnection(proxy.ports[0] ?? 0), await heldConnection(proxy.ports[0] ?? 0)];
    for (const client of held) await client.end();
  });

  it('IAM authentication that is "yes" is silently off', async () => {
    await using proxy = await proxyOf(emulator, [], { environment: { ALLOYDB_PROXY_AUTO_IAM_AUTHN: 'yes' } });
    const port = proxy.ports[0] ?? 0;
    expect(await currentUser({ ...app, port })).toBe('app');
    expect(await failure(currentUser({ user: iamUser, database: 'orders', port }))).not.toBe('it went well');
  });

  it.each(asFlags)('as a flag it stops the start: %s', async (flag, text) => {
    const end = await runProgram(['--token=x', flag, primary]);
    expect(end.code).toBe(1);
    expect(end.log).toContain(text);
    expect(end.log).toContain('Usage:');
  });

  it('instances of several sources are not merged, and numbered ones end at the first gap', async () => {
    const [one, two, three] = await Promise.all([freePort(), freePort(), freePort()]);
    await using positional = spawnProgram(['--token=x', `${primary}?port=${one}`], {
      ALLOYDB_PROXY_INSTANCE_URI: `${readPool}?port=${two}`,
    });
    await using numbered = spawnProgram(['--token=x'], {
      ALLOYDB_PROXY_INSTANCE_URI_0: `${primary}?port=${two}`,
      ALLOYDB_PROXY_INSTANCE_URI_2: `${readPool}?port=${three}`,
    });
    await positional.logged(ready);
    await numbered.logged(ready);
    expect(positional.log().match(/Listening on/g)).toHaveLength(1);
    expect(positional.log()).toContain(`127.0.0.1:${one}`);
    expect(numbered.log().match(/Listening on/g)).toHaveLength(1);
    expect(numbered.log()).toContain(`127.0.0.1:${two}`);
  });

  it('a configuration file in the environment has no effect, and a missing one as a flag stops the start', async () => {
    await using running = spawnProgram(['--token=x', `${primary}?port=${await freePort()}`], {
      ALLOYDB_PROXY_CONFIG_FILE: '/nowhere/p.yaml',
    });
    await running.logged(ready);
    const end = await runProgram(['--token=x', '--config-file=/nowhere/p.yaml', primary]);
    expect(end.code).toBe(1);
    expect(end.log).toContain('failed to load configuration from /nowhere/p.yaml');
  });

  it('a Unix socket left by SIGKILL stops the next start, one left by SIGTERM does not exist', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claim-'));
    const args = ['--token=x', `${primary}?unix-socket=${folder}`];
    const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
      await using running = spawnProgram(args);
      await running.logged(ready);
      running.child.kill(signal);
      await running.ended;
    };
    try {
      await end('SIGTERM');
      await end('SIGKILL');
      const next = await runProgram(args);
      expect(next.code).toBe(1);
      expect(next.log).toMatch(/Unable to mount socket: listen unix .*\.s\.PGSQL\.5432: bind: address already in use/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a failed connection leaves no limiter behind: every attempt calls the Admin API again', async () => {
    await using own = await startEmulator(bothKindsOfUsers());
    await own.faults.on('admin-api-quota');
    await using proxy = await proxyOf(own);
    const calls = (): number => own.log.events.filter(({ code }) => code === 'api-called').length;
    for (let tries = 1; tries <= 4; tries += 1) {
      const before = calls();
      expect(await failure(currentUser({ ...app, port: proxy.ports[0] ?? 0 }))).not.toBe('it went well');
      expect(await atLast(calls, (count) => count > before)).toBeGreaterThan(before);
    }
  });
});

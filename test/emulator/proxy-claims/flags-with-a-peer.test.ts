import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flagsOf, instanceFlags } from '../../../packages/core/src/proxy-flags/proxy-invocation';
import { freePort } from '../support/free-port';
import { currentUser } from '../support/query';
import { startProxy } from '../support/real-proxy';
import { bothKindsOfUsers, clusterName, iamServiceAccount, primary } from '../support/world';
import { app, here, program, proxyOf, runProgram, spawnProgram } from './claimed-proxy';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

describe.skipIf(!here)('flags of the real Auth Proxy that need something besides the arguments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'peer-'));
  let emulator: RunningEmulator;
  let tokens: ReturnType<typeof createServer>;
  let key: string;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
    const token = JSON.stringify({ access_token: emulator.accessToken(iamServiceAccount), token_type: 'Bearer', expires_in: 3600 });
    tokens = createServer((_, response) => response.setHeader('content-type', 'application/json').end(token));
    const port = await freePort();
    await new Promise<void>((resolve) => tokens.listen(port, '127.0.0.1', resolve));
    key = JSON.stringify({
      type: 'service_account',
      project_id: 'my-project',
      private_key_id: '1',
      private_key: privateKey,
      client_email: iamServiceAccount,
      token_uri: `http://127.0.0.1:${port}/token`,
    });
  });
  afterAll(async () => {
    tokens?.close();
    rmSync(folder, { recursive: true });
    await emulator?.stop();
  });

  /** Logs in through a proxy that has this, and no metadata server. */
  const logIn = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string | undefined> => {
    await using proxy = await startProxy({
      program,
      instances: [primary],
      args: [`--alloydbadmin-api-endpoint=${emulator.addresses.adminApi}`, ...args],
      environment,
    });
    return await currentUser({ ...app, port: proxy.ports[0] ?? 0 });
  };

  const provenHere = [
    'unix-socket',
    'unix-socket-path',
    'credentials-file',
    'json-credentials',
    'gcloud-auth',
    'static-connection-info',
    'config-file',
  ];
  /** By test: the chains of real-proxy-login, the connection test of health-server; these two need a cloud, and a kernel. */
  const provenElsewhere = ['impersonate-service-account', 'run-connection-test', 'telemetry-project', 'fuse'];

  it('are those that the table marks', () => {
    const marked = [...flagsOf('serve'), ...instanceFlags].filter(({ needs }) => needs !== 'nothing');
    expect([...new Set(marked.map(({ name }) => name))].sort()).toEqual([...provenHere, ...provenElsewhere].sort());
  });

  it('credentials-file: a file that is there is used, one that is missing ends it with 1', async () => {
    const file = join(folder, 'key.json');
    writeFileSync(file, key);
    expect(await logIn([`--credentials-file=${file}`])).toBe('app');
    const end = await runProgram([`--credentials-file=${file}.missing`, `${primary}?port=${await freePort()}`]);
    expect(end.code).toBe(1);
    expect(end.log).toContain('no such file or directory');
  });

  it('json-credentials: a key is used, junk ends it with 1', async () => {
    expect(await logIn([`--json-credentials=${key}`])).toBe('app');
    expect((await runProgram(['--json-credentials={', `${primary}?port=${await freePort()}`])).code).toBe(1);
  });

  it('gcloud-auth: the program gcloud is asked, and without it the start ends with 1', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const said = { credential: { access_token: emulator.accessToken(iamServiceAccount), token_expiry: '2099-01-01T00:00:00Z' } };
    writeFileSync(join(bin, 'gcloud'), `#!/bin/sh\necho '${JSON.stringify(said)}'\n`);
    chmodSync(join(bin, 'gcloud'), 0o755);
    expect(await logIn(['--gcloud-auth'], { PATH: bin })).toBe('app');
    const end = await runProgram(['--gcloud-auth', `${primary}?port=${await freePort()}`], { PATH: '/nowhere' });
    expect(end.code).toBe(1);
    expect(end.log).toContain('gcloud');
  });

  it('config-file: its keys are flags, and a flag wins', async () => {
    const [inFile, asFlag] = await Promise.all([freePort(), freePort()]);
    const file = join(folder, 'proxy.toml');
    writeFileSync(file, `token = "x"\nport = ${inFile}\ninstance-uri = "${primary}"\n`);
    await using running = spawnProgram([`--config-file=${file}`]);
    await running.logged(new RegExp(`Listening on 127\\.0\\.0\\.1:${inFile}`));
    await using other = spawnProgram([`--config-file=${file}`, `--port=${asFlag}`]);
    await other.logged(new RegExp(`Listening on 127\\.0\\.0\\.1:${asFlag}`));
  });

  it.each([
    ['unix-socket', 'flag'],
    ['unix-socket', 'query'],
    ['unix-socket-path', 'query'],
  ])('%s as a %s: the database is reached through it', async (name, as) => {
    const place = mkdtempSync(join(folder, 's-'));
    const args = as === 'flag' ? [`--${name}=${place}`, primary] : [`${primary}?${name}=${place}${name.endsWith('path') ? '/own' : ''}`];
    const token = `--token=${emulator.accessToken(iamServiceAccount)}`;
    await using running = spawnProgram([
      '--disable-built-in-telemetry',
      token,
      `--alloydbadmin-api-endpoint=${emulator.addresses.adminApi}`,
      ...args,
    ]);
    await running.logged(/ready for new/);
    const host = join(place, name.endsWith('path') ? 'own' : 'my-project.us-central1.shop.primary');
    expect(await currentUser({ ...app, host, port: 5432 })).toBe('app');
  });

  it('static-connection-info: the Admin API is not asked, and a missing file ends it with 1', async () => {
    const token = emulator.accessToken(iamServiceAccount);
    const issued = await fetch(`${emulator.addresses.adminApi}/v1/${clusterName}:generateClientCertificate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ publicKey, certDuration: '3600s', useMetadataExchange: true }),
    });
    const { pemCertificateChain, caCert } = (await issued.json()) as { pemCertificateChain: readonly string[]; caCert: string };
    const ipAddress = emulator.addresses.instances[primary]?.byIpType.PRIVATE;
    const file = join(folder, 'static.json');
    writeFileSync(file, JSON.stringify({ publicKey, privateKey, [primary]: { ipAddress, pemCertificateChain, caCert } }));
    const since = emulator.log.events.length;
    expect(await logIn([`--token=${token}`, `--static-connection-info=${file}`])).toBe('app');
    expect(emulator.log.events.slice(since).filter(({ code }) => code === 'api-called')).toEqual([]);
    const end = await runProgram(['--token=x', `--static-connection-info=${file}.missing`, `${primary}?port=${await freePort()}`]);
    expect(end.code).toBe(1);
  });

  it('lazy-refresh: it connects like any other', async () => {
    await using proxy = await proxyOf(emulator, ['--lazy-refresh']);
    expect(await currentUser({ ...app, port: proxy.ports[0] ?? 0 })).toBe('app');
  });
});

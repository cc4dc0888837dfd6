import { type EmulatorSpec, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentUser, failure } from '../support/query';
import { startProxy } from '../support/real-proxy';
import { bothKindsOfUsers, clusterName, iamUser, kubernetesServiceAccount, primary, readPool } from '../support/world';
import { answer, app, here, pause, program, proxyOf, proxyWithHealth } from './claimed-proxy';
import { recordingFront } from './recording-front';

/** Section 7: what makes every instance of a process log in by IAM. */
const mixed: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['true on one, false on the other', [], [`${primary}?auto-iam-authn=true`, `${readPool}?auto-iam-authn=false`]],
  ['true on one, nothing on the other', [], [primary, `${readPool}?auto-iam-authn=true`]],
  ['the flag, false on one', ['--auto-iam-authn'], [`${primary}?auto-iam-authn=false`, readPool]],
];

describe.skipIf(!here)('the authentication of the real Auth Proxy', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    const spec = bothKindsOfUsers();
    const cluster = spec.clusters[clusterName];
    const databaseFlags = { 'alloydb.iam_authentication': 'on' };
    const instances = { ...cluster?.instances, 'read-pool': { type: 'READ_POOL', databaseFlags } };
    emulator = await startEmulator({ ...spec, clusters: { [clusterName]: { ...cluster, instances } } } as EmulatorSpec);
  });
  afterAll(() => emulator?.stop());

  /** The authentication that each instance was dialled with since the log had this length. */
  const dialled = (since: number): Readonly<Record<string, string | undefined>> =>
    Object.fromEntries(
      emulator.log.events
        .slice(since)
        .filter(({ code }) => code === 'client-connected')
        .map(({ subject, message }) => [subject, / with (.*) authentication/.exec(message)?.[1]]),
    );

  it('is built-in where nothing says otherwise', async () => {
    const since = emulator.log.events.length;
    await using proxy = await proxyOf(emulator);
    expect(await currentUser({ ...app, port: proxy.ports[0] ?? 0 })).toBe('app');
    expect(dialled(since)).toEqual({ [primary]: 'built-in' });
  });

  it.each(mixed)('is IAM for every instance: %s', async (_, args, instances) => {
    const since = emulator.log.events.length;
    await using proxy = await proxyOf(emulator, args, { instances });
    for (const port of proxy.ports) {
      expect(await currentUser({ user: iamUser, database: 'orders', port })).toBe(iamUser);
      expect(await failure(currentUser({ ...app, port }))).not.toBe('it went well');
    }
    expect(dialled(since)).toEqual({ [primary]: 'IAM', [readPool]: 'IAM' });
    expect(proxy.log()).not.toMatch(/failed|error/i);
  });

  it('makes no network call at the start, and two requests for tokens at the first connection', async () => {
    await using adminApi = await recordingFront(emulator.addresses.adminApi.replace('http://', ''));
    await using metadataServer = await recordingFront(emulator.addresses.metadataServers[kubernetesServiceAccount] ?? '');
    const since = emulator.log.events.length;
    await using proxy = await proxyWithHealth(emulator, [`--alloydbadmin-api-endpoint=http://${adminApi.address}`], {
      environment: { GCE_METADATA_HOST: metadataServer.address },
    });
    expect(await answer(`127.0.0.1:${proxy.httpPort}/startup`)).toBe('200 ok');
    await pause(1000);
    expect([...adminApi.requests, ...metadataServer.requests]).toEqual([]);
    expect(emulator.log.events.length).toBe(since);
    expect(await currentUser({ ...app, port: proxy.port })).toBe('app');
    const token = 'GET /computeMetadata/v1/instance/service-accounts/default/token?scopes=';
    expect(metadataServer.requests.map((request) => decodeURIComponent(request))).toEqual([
      `${token}https://www.googleapis.com/auth/cloud-platform`,
      `${token}https://www.googleapis.com/auth/alloydb.login`,
    ]);
    expect([...adminApi.requests].map((request) => request.replace(/\?.*/, '')).sort()).toEqual([
      `GET /v1alpha/${primary}/connectionInfo`,
      `POST /v1alpha/${clusterName}:generateClientCertificate`,
    ]);
    await currentUser({ ...app, port: proxy.port });
    expect(adminApi.requests).toHaveLength(2);
    expect(metadataServer.requests).toHaveLength(2);
  });

  it('dials by PSC where public IP is given as well', async () => {
    await using proxy = await proxyOf(emulator, ['--psc', '--public-ip']);
    await failure(currentUser({ ...app, port: proxy.ports[0] ?? 0 }));
    await proxy.logged(/instance does not have IP of type "PSC"/);
  });

  it('takes a query parameter that it does not know, and a URI with more around it, without a word', async () => {
    await using proxy = await startProxy({ program, instances: [`junk/${primary}/extra?prot=77&publicip=true`], args: ['--token=x'] });
    expect(proxy.log()).not.toMatch(/prot|publicip|warn|error/);
  });
});

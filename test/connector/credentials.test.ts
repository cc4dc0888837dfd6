import { iamToken } from '@alloydb-gke/connector';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { GoogleAuth } from 'google-auth-library';
import { GoogleAuth as GoogleAuth11, Impersonated as Impersonated11 } from 'google-auth-library-11';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bothKindsOfUsers, iamServiceAccount, iamUser, kubernetesServiceAccount, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { connectorFor, currentUser } from './support/connected';
import { dialled } from './support/dialled';
import { impersonating, withoutApi, withoutIamLogins, withoutRoles } from './support/worlds';

const apiScope = 'https://www.googleapis.com/auth/cloud-platform';
const loginScope = 'https://www.googleapis.com/auth/alloydb.login';
const here = available('postgresql').here;

/** The credentials of a pod, and none of this machine. */
function asPod(emulator: RunningEmulator, name: string): void {
  vi.stubEnv('HOME', '/nonexistent');
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '');
  vi.stubEnv('GCE_METADATA_HOST', emulator.addresses.metadataServers[name] ?? '');
}
afterEach(() => {
  vi.unstubAllEnvs();
});

describe.skipIf(!here)('the credentials of a pod', () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  beforeEach(() => asPod(emulator, kubernetesServiceAccount));
  afterAll(() => emulator.stop());

  it('are found by google-auth-library, with a login token of its own scope', async () => {
    const before = emulator.log.events.length;
    await using connector = connectorFor(emulator, { auth: undefined as never });
    expect(await currentUser(connector, { authType: 'IAM' })).toBe(iamUser);
    const tokens = emulator.log.events.slice(before).filter(({ code }) => code === 'token-issued');
    // Both are asked for at once.
    expect(tokens.map(({ message }) => message).sort()).toEqual([
      `serviceAccount:${iamServiceAccount} got a token for ${loginScope}.`,
      `serviceAccount:${iamServiceAccount} got a token for ${apiScope}.`,
    ]);
  });

  it.each([
    ['a GoogleAuth of version 10', () => new GoogleAuth({ scopes: [apiScope] })],
    ['a GoogleAuth of version 11', () => new GoogleAuth11({ scopes: [apiScope] })],
    ['a client of version 10', () => new GoogleAuth({ scopes: [apiScope] }).getClient()],
    ['a client of version 11', () => new GoogleAuth11({ scopes: [apiScope] }).getClient()],
  ])('may be %s', async (_, make) => {
    await using connector = connectorFor(emulator, { auth: await make() });
    expect(await currentUser(connector, { authType: 'IAM' })).toBe(iamUser);
    expect(await currentUser(connector)).toBe('app');
  });

  it('may have another client for logins', async () => {
    const tokens: string[] = [];
    const loginAuth = {
      getAccessToken: async () => {
        const token = emulator.accessToken(iamServiceAccount, { scopes: [loginScope] });
        tokens.push(token);
        return { token };
      },
    };
    await using connector = connectorFor(emulator, { loginAuth });
    expect(await currentUser(connector, { authType: 'IAM' })).toBe(iamUser);
    expect(tokens).toHaveLength(1);
  });

  it('give a login token as the password of a direct connection', async () => {
    const [host = '', port] = (emulator.addresses.instances[primary]?.direct ?? '').split(':');
    const login = { user: iamUser, password: iamToken(), database: 'orders' };
    const client = new Client({ host, port: Number(port), ...login, ssl: { rejectUnauthorized: false } });
    await client.connect();
    expect((await client.query('SELECT current_user')).rows).toEqual([{ current_user: iamUser }]);
    await client.end();
  });
});

describe.skipIf(!here)('what a pod lacks', () => {
  it('is named with the role, the principal and the command', async () => {
    await using emulator = await startEmulator(withoutRoles());
    asPod(emulator, kubernetesServiceAccount);
    await using connector = connectorFor(emulator, { auth: new GoogleAuth({ scopes: [apiScope] }) });
    await expect(currentUser(connector)).rejects.toMatchObject({
      code: 'role-missing',
      message: expect.stringContaining(
        `${iamServiceAccount} has no role with the permission serviceusage.services.use on the project my-project. Grant roles/serviceusage.serviceUsageConsumer: ` +
          `"gcloud projects add-iam-policy-binding my-project --member='serviceAccount:${iamServiceAccount}' --role=roles/serviceusage.serviceUsageConsumer".`,
      ),
    });
  });

  it('is named where it is the API', async () => {
    await using emulator = await startEmulator(withoutApi());
    await using connector = connectorFor(emulator);
    await expect(currentUser(connector)).rejects.toMatchObject({
      code: 'api-not-enabled',
      message: expect.stringContaining('"gcloud services enable alloydb.googleapis.com --project=my-project"'),
    });
  });

  it('is named where it is IAM authentication of the instance', async () => {
    await using emulator = await startEmulator(withoutIamLogins());
    await using connector = connectorFor(emulator);
    await expect(currentUser(connector, { authType: 'IAM' })).rejects.toMatchObject({
      code: 'iam-login-refused',
      kind: 'login',
      message: expect.stringContaining('that the database flag alloydb.iam_authentication of the instance is "on"'),
      cause: { code: '28000' },
    });
  });
});

describe.skipIf(!here)('an impersonation', () => {
  let emulator: RunningEmulator;
  const account = (name: string): string => `${name}@my-project.iam.gserviceaccount.com`;
  beforeAll(async () => {
    emulator = await startEmulator(impersonating());
  });
  afterAll(() => emulator.stop());

  const impersonate = (...impersonationChain: readonly string[]) =>
    connectorFor(emulator, {
      auth: { getAccessToken: async () => emulator.accessToken(account('pod')) },
      impersonationChain,
      iamCredentialsEndpoint: emulator.addresses.tokenService,
    });

  it('ends up as the last of its chain, once for each scope', async () => {
    const before = emulator.log.events.length;
    await using connector = impersonate(account('hop'), account('orders'));
    for (let count = 0; count < 3; count += 1) expect(await currentUser(connector, { authType: 'IAM' })).toBe(iamUser);
    const tokens = emulator.log.events.slice(before).filter(({ code }) => code === 'token-issued');
    expect(tokens.map(({ message }) => message).sort()).toEqual([
      `serviceAccount:${iamServiceAccount} got a token for ${loginScope}.`,
      `serviceAccount:${iamServiceAccount} got a token for ${apiScope}.`,
    ]);
  });

  it('lets go of tokens that are not accepted any more', async () => {
    await using connector = impersonate(account('hop'), account('orders'));
    expect(await currentUser(connector, { authType: 'IAM' })).toBe(iamUser);
    await emulator.faults.on('tokens-expired');
    // That of the Admin API within the same refresh: with the old one it would be said that the token is not accepted.
    await expect(dialled(connector, primary.replace('primary', 'missing'))).rejects.toMatchObject({ code: 'instance-not-found' });
    // That of logins with the next connection.
    await expect(currentUser(connector, { authType: 'IAM' })).rejects.toMatchObject({ code: 'metadata-exchange-refused' });
    expect(await currentUser(connector, { authType: 'IAM' })).toBe(iamUser);
  });

  it('names the role that is missing, and on which account', async () => {
    await using connector = impersonate(account('orders'));
    await expect(currentUser(connector)).rejects.toMatchObject({
      code: 'role-missing',
      message: expect.stringContaining(
        `Grant roles/iam.serviceAccountTokenCreator: "gcloud iam service-accounts add-iam-policy-binding ${account('orders')} --member=MEMBER`,
      ),
    });
  });

  it('may be that of google-auth-library', async () => {
    asPod(emulator, 'shop/pod');
    const sourceClient = await new GoogleAuth11({ scopes: [apiScope] }).getClient();
    const chain = { targetPrincipal: iamServiceAccount, delegates: [account('hop')], targetScopes: [apiScope], lifetime: 3600 };
    const auth = new Impersonated11({ sourceClient, ...chain, endpoint: emulator.addresses.tokenService });
    await using connector = connectorFor(emulator, { auth });
    expect(await currentUser(connector, { authType: 'IAM' })).toBe(iamUser);
  });
});

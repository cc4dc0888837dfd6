import { type EmulatorSpec, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { currentUser, failure } from './support/query';
import { bothKindsOfUsers, iamServiceAccount, iamUser, kubernetesServiceAccount, password, primary } from './support/world';

const here = available('postgresql').here;
const email = (name: string): string => `${name}@my-project.iam.gserviceaccount.com`;

/** Who may do what with the account `orders`: each of these one thing. */
const roles = {
  tokens: 'roles/iam.serviceAccountTokenCreator',
  identities: 'roles/iam.serviceAccountOpenIdTokenCreator',
};

function withCallers(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const project = spec.projects?.['my-project'] ?? {};
  const orders = project.serviceAccounts?.['orders'] ?? {};
  const iam = Object.entries(roles).map(([name, role]) => ({ role, members: [`serviceAccount:${email(name)}`] }));
  return {
    ...spec,
    projects: {
      'my-project': {
        ...project,
        serviceAccounts: { tokens: {}, identities: {}, nobody: {}, orders: { iam: [...(orders.iam ?? []), ...iam] }, unlinked: {} },
      },
    },
    kubernetesServiceAccounts: [
      ...(spec.kubernetesServiceAccounts ?? []),
      { name: 'unlinked', namespace: 'shop', workloadPool: 'my-project.svc.id.goog', iamServiceAccount: email('unlinked') },
    ],
  };
}

describe.skipIf(!here)('tokens', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(withCallers());
  });
  afterAll(() => emulator?.stop());

  const generate = (method: string, caller: string, change: object = {}): Promise<Response> =>
    fetch(`${emulator.addresses.tokenService}/v1/projects/-/serviceAccounts/${iamServiceAccount}:${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.accessToken(email(caller))}` },
      body: JSON.stringify({ audience: 'https://orders.example', scope: ['https://www.googleapis.com/auth/cloud-platform'], ...change }),
    });
  const issued = (): number => emulator.log.events.filter(({ code }) => code === 'token-issued').length;
  const identityOf = (account: string): Promise<Response> =>
    fetch(
      `http://${emulator.addresses.metadataServers[account]}/computeMetadata/v1/instance/service-accounts/default/identity?audience=x`,
      {
        headers: { 'metadata-flavor': 'Google' },
      },
    );

  it.each([
    ['generateAccessToken', 'tokens', 200],
    ['generateIdToken', 'tokens', 200],
    ['generateAccessToken', 'identities', 403],
    ['generateIdToken', 'identities', 200],
    ['generateAccessToken', 'nobody', 403],
    ['generateIdToken', 'nobody', 403],
  ])('%s as %s is answered with %i', async (method, caller, status) => {
    expect((await generate(method, caller)).status).toBe(status);
  });

  it.each([
    ['generateAccessToken', { lifetime: '3600s' }, 200],
    ['generateAccessToken', { lifetime: '1.5s' }, 200],
    ['generateAccessToken', { lifetime: '7200s' }, 400],
    ['generateAccessToken', { lifetime: '0s' }, 400],
    ['generateAccessToken', { lifetime: 'abc' }, 400],
    ['generateAccessToken', { lifetime: 600 }, 400],
    ['generateAccessToken', { scope: [] }, 400],
    ['generateIdToken', { audience: undefined }, 400],
    ['generateIdToken', { audience: '' }, 400],
  ])('%s with %o is answered with %i', async (method, change, status) => {
    const before = issued();
    const response = await generate(method, 'tokens', change);
    expect(response.status).toBe(status);
    if (status === 400) expect(await response.json()).toMatchObject({ error: { status: 'INVALID_ARGUMENT' } });
    expect(issued() - before).toBe(status === 200 ? 1 : 0);
  });

  it('are not access tokens where an identity is asked for', async () => {
    const before = issued();
    const { token } = (await (await generate('generateIdToken', 'identities')).json()) as { readonly token: string };
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ email: iamServiceAccount });
    expect(issued()).toBe(before);
  });

  it('of an identity that is refused: the log names the smallest role', async () => {
    const { error } = (await (await generate('generateIdToken', 'nobody')).json()) as { readonly error: { readonly message: string } };
    expect(error.message).toContain('iam.serviceAccounts.getOpenIdToken');
    expect(emulator.log.refusals.at(-1)).toMatchObject({
      code: 'permission-missing',
      repair: `Grant roles/iam.serviceAccountOpenIdTokenCreator to serviceAccount:${email('nobody')} on the IAM service account ${iamServiceAccount}.`,
    });
  });

  it('of an identity are given by the metadata server to whom is linked, and to nobody else', async () => {
    const linked = await identityOf(kubernetesServiceAccount);
    expect([linked.status, (await linked.text()).split('.').length]).toEqual([200, 3]);
    expect((await identityOf('shop/unlinked')).status).toBe(403);
    expect(emulator.log.refusals.at(-1)).toMatchObject({ code: 'workload-identity-binding-missing', subject: 'metadata-server' });
  });

  it('are given by the metadata server to nobody who comes through a proxy or with what is no address', async () => {
    const url = `http://${emulator.addresses.metadataServers[kubernetesServiceAccount]}`;
    const ask = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(`${url}${path}`, { headers: { 'metadata-flavor': 'Google', ...headers } })).status;
    const token = '/computeMetadata/v1/instance/service-accounts/default/token';
    expect(await ask(token)).toBe(200);
    expect(await ask(token, { 'x-forwarded-for': '10.0.0.1' })).toBe(403);
    expect([await ask('//'), await ask('/computeMetadata/v1/%ZZ')]).toEqual([400, 400]);
  });

  it('are asked of an address that is one', async () => {
    for (const url of [emulator.addresses.adminApi, emulator.addresses.tokenService]) {
      expect([(await fetch(`${url}/v1/%ZZ`)).status, (await fetch(`${url}//`)).status]).toEqual([400, 400]);
    }
  });

  it('are passwords of IAM users only with a scope that logs in', async () => {
    const [host = '', port = ''] = emulator.addresses.instances[primary]?.direct.split(':') ?? [];
    const logIn = (scope: string): Promise<string | undefined> => {
      const token = emulator.accessToken(iamServiceAccount, { scopes: [`https://www.googleapis.com/auth/${scope}`] });
      return currentUser({ host, port: Number(port), user: iamUser, password: token, database: 'orders' });
    };
    expect(await logIn('alloydb.login')).toBe(iamUser);
    expect(await logIn('cloud-platform')).toBe(iamUser);
    expect(await failure(logIn('devstorage.read_only'))).toBe(`AlloyDB IAM user authentication failed for user "${iamUser}"`);
    expect(emulator.log.refusals.at(-1)).toMatchObject({ code: 'scope-missing', subject: primary });
  });

  it('are no matter to a password, and a login is one only once the password was right', async () => {
    const [host = '', port = ''] = emulator.addresses.instances[primary]?.direct.split(':') ?? [];
    const login = { host, port: Number(port), user: 'app', database: 'orders' };
    const logins = (): number =>
      emulator.log.events.filter(({ code, message }) => code === 'client-logged-in' && / app /.test(message)).length;
    await failure(currentUser({ ...login, password: 'wrong' }));
    expect(logins()).toBe(0);
    expect(await currentUser({ ...login, password })).toBe('app');
    expect(logins()).toBe(1);
  });
});

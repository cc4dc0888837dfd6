import { type EmulatorSpec, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { currentUser, failure, query } from './support/query';
import { type RealProxy, startProxy } from './support/real-proxy';
import { bothKindsOfUsers, iamServiceAccount, iamUser, kubernetesServiceAccount, password, primary } from './support/world';

const authProxy = available('auth-proxy');
const postgresql = available('postgresql');
const here = authProxy.here && postgresql.here;
const program = authProxy.here ? authProxy.values.program : '';

const app = { user: 'app', password, database: 'orders' };
const orders = { user: iamUser, database: 'orders' };

describe.skipIf(!here)('the real Auth Proxy in front of the emulator', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator.stop());

  const proxy = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<RealProxy> =>
    startProxy({
      program,
      instances: [primary],
      args: [`--alloydbadmin-api-endpoint=${emulator.addresses.adminApi}`, ...args],
      environment,
    });
  const metadataServer = (): Record<string, string> => ({
    GCE_METADATA_HOST: emulator.addresses.metadataServers[kubernetesServiceAccount] ?? '',
  });

  it('logs in with a password and a static token', async () => {
    await using running = await proxy([`--token=${emulator.accessToken(iamServiceAccount)}`]);
    expect(await currentUser({ ...app, port: running.ports[0] ?? 0 })).toBe('app');
  });

  it('logs in with a password and the metadata server', async () => {
    await using running = await proxy([], metadataServer());
    expect(await currentUser({ ...app, port: running.ports[0] ?? 0 })).toBe('app');
  });

  it('logs in by IAM with a static token', async () => {
    await using running = await proxy(['--auto-iam-authn', `--token=${emulator.accessToken(iamServiceAccount)}`]);
    expect(await currentUser({ ...orders, port: running.ports[0] ?? 0 })).toBe(iamUser);
  });

  it('logs in by IAM with the metadata server', async () => {
    await using running = await proxy(['--auto-iam-authn'], metadataServer());
    expect(await currentUser({ ...orders, port: running.ports[0] ?? 0 })).toBe(iamUser);
  });

  it('logs in by IAM with the login token, and not with the other one', async () => {
    const loginScope = 'https://www.googleapis.com/auth/alloydb.login';
    const api = emulator.accessToken('somebody@my-project.iam.gserviceaccount.com');
    await using running = await proxy([
      '--auto-iam-authn',
      `--token=${emulator.accessToken(iamServiceAccount)}`,
      `--login-token=${emulator.accessToken(iamServiceAccount, { scopes: [loginScope] })}`,
    ]);
    expect(await currentUser({ ...orders, port: running.ports[0] ?? 0 })).toBe(iamUser);
    await using other = await proxy(['--auto-iam-authn', `--token=${emulator.accessToken(iamServiceAccount)}`, `--login-token=${api}`]);
    expect(await failure(currentUser({ ...orders, port: other.ports[0] ?? 0 }))).not.toBe('it went well');
  });

  it('needs no endpoint flag where HTTPS_PROXY leads to the emulator', async () => {
    await using running = await startProxy({
      program,
      instances: [primary],
      environment: { ...emulator.environment(kubernetesServiceAccount) },
    });
    expect(await currentUser({ ...app, port: running.ports[0] ?? 0 })).toBe('app');
  });

  it('runs a transaction, and keeps its connection over many queries', async () => {
    await using running = await proxy(['--auto-iam-authn'], metadataServer());
    const port = running.ports[0] ?? 0;
    await query({ ...orders, port }, 'CREATE TABLE IF NOT EXISTS kept (number int)');
    await query({ ...orders, port }, 'BEGIN; INSERT INTO kept SELECT generate_series(1, 1000); COMMIT');
    expect(await query({ ...orders, port }, 'SELECT count(*)::int AS count FROM kept')).toEqual([{ count: 1000 }]);
  });

  it('is refused with a wrong password, and the log says so', async () => {
    await using running = await proxy([], metadataServer());
    const said = await failure(currentUser({ ...app, password: 'wrong', port: running.ports[0] ?? 0 }));
    expect(said).toBe('password authentication failed for user "app"');
    expect(emulator.log.refusals.at(-1)).toMatchObject({ code: 'password-wrong', subject: primary });
    expect(JSON.stringify(emulator.log.events)).not.toContain(password);
  });

  it('lets a token be the password of an IAM user', async () => {
    await using running = await proxy([], metadataServer());
    const port = running.ports[0] ?? 0;
    const token = emulator.accessToken(iamServiceAccount);
    expect(await currentUser({ ...orders, password: token, port })).toBe(iamUser);
    expect(await failure(currentUser({ ...orders, password: 'no token', port }))).toBe(
      `AlloyDB IAM user authentication failed for user "${iamUser}"`,
    );
  });

  it('lets nobody be the administrator', async () => {
    await using running = await proxy([], metadataServer());
    const said = await failure(currentUser({ user: 'alloydbadmin', database: 'orders', port: running.ports[0] ?? 0 }));
    expect(said).toBe('role "alloydbadmin" is not permitted to log in');
  });
});

/** A spec in which the pod is one account and the proxy ends up as another. */
function impersonating(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const project = spec.projects?.['my-project'];
  const creator = (email: string): object => ({
    iam: [{ role: 'roles/iam.serviceAccountTokenCreator', members: [`serviceAccount:${email}`] }],
  });
  return {
    ...spec,
    projects: {
      'my-project': {
        ...project,
        serviceAccounts: {
          pod: { iam: [{ role: 'roles/iam.workloadIdentityUser', members: ['serviceAccount:my-project.svc.id.goog[shop/pod]'] }] },
          hop: creator('pod@my-project.iam.gserviceaccount.com'),
          orders: creator('hop@my-project.iam.gserviceaccount.com'),
        },
      },
    },
    kubernetesServiceAccounts: [
      {
        name: 'pod',
        namespace: 'shop',
        workloadPool: 'my-project.svc.id.goog',
        iamServiceAccount: 'pod@my-project.iam.gserviceaccount.com',
      },
    ],
  };
}

describe.skipIf(!here)('the real Auth Proxy that impersonates', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(impersonating());
  });
  afterAll(() => emulator.stop());

  const chain = (...accounts: readonly string[]): string =>
    `--impersonate-service-account=${accounts.map((name) => `${name}@my-project.iam.gserviceaccount.com`).join(',')}`;
  const proxy = (...args: readonly string[]): Promise<RealProxy> =>
    startProxy({ program, instances: [primary], args, environment: { ...emulator.environment('shop/pod') } });

  it('logs in to the database by IAM as the first of the chain', async () => {
    await using running = await proxy('--auto-iam-authn', chain('orders', 'hop'));
    expect(await currentUser({ ...orders, port: running.ports[0] ?? 0 })).toBe(iamUser);
  });

  it('logs in with a password, and is known to the instance as the first of the chain', async () => {
    await using running = await proxy(chain('orders', 'hop'));
    expect(await currentUser({ ...app, port: running.ports[0] ?? 0 })).toBe('app');
    expect(emulator.log.events.filter(({ code }) => code === 'client-connected').at(-1)?.message).toBe(
      `serviceAccount:${iamServiceAccount} connected with built-in authentication.`,
    );
  });

  it('is refused where a step of the chain is not allowed', async () => {
    await using running = await proxy('--auto-iam-authn', chain('orders'));
    expect(await failure(currentUser({ ...orders, port: running.ports[0] ?? 0 }))).not.toBe('it went well');
    await running.logged(/Permission 'iam.serviceAccounts.getAccessToken' denied/);
    expect(emulator.log.refusals.at(-1)).toMatchObject({
      code: 'permission-missing',
      repair:
        'Grant roles/iam.serviceAccountTokenCreator to serviceAccount:pod@my-project.iam.gserviceaccount.com on the IAM service account orders@my-project.iam.gserviceaccount.com.',
    });
  });
});

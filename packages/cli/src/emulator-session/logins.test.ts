import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { describe, expect, it } from 'vitest';
import { chooseLogin } from './choose-login';
import { loginsOf } from './logins';

const cluster = 'projects/my-project/locations/us-central1/clusters/shop';
const email = 'orders@my-project.iam.gserviceaccount.com';
const user = 'orders@my-project.iam';
const account = { name: 'orders', namespace: 'shop', workloadPool: 'my-project.svc.id.goog' };

const spec = (more: Partial<EmulatorSpec> = {}): EmulatorSpec => ({
  kubernetesServiceAccounts: [
    { ...account, name: 'first' },
    { ...account, iamServiceAccount: email },
  ],
  clusters: {
    [cluster]: {
      instances: { primary: {} },
      users: { [user]: { auth: 'iam' }, app: { auth: 'built-in', password: 'x' }, reports: { auth: 'built-in', password: 'x' } },
      databases: { orders: { grants: [{ to: 'app', privileges: ['USAGE'], on: 'SCHEMA public' }] }, reports: { owner: 'reports' } },
    },
  },
  ...more,
});

describe('the logins of a spec', () => {
  it('are its database users, each in the database that it has to do with', () => {
    expect(loginsOf(spec()).map(({ user: name, database }) => [name, database])).toEqual([
      [user, 'orders'],
      ['app', 'orders'],
      ['reports', 'reports'],
    ]);
  });

  it('come from the Kubernetes service account that acts as the IAM service account, and else from the first', () => {
    expect(loginsOf(spec()).map(({ kubernetesServiceAccount }) => kubernetesServiceAccount)).toEqual([
      'shop/orders',
      'shop/first',
      'shop/first',
    ]);
  });

  it('impersonate where the policy of the IAM service account lets somebody', () => {
    const iam = [{ role: 'roles/iam.serviceAccountTokenCreator', members: ['principal://x'] }];
    const projects = { 'my-project': { serviceAccounts: { orders: { iam } } } };
    const [login] = loginsOf(spec({ projects, kubernetesServiceAccounts: [account] }));
    expect(login).toMatchObject({ kubernetesServiceAccount: 'shop/orders', impersonates: email });
  });

  it('of an IAM user are nobody else where nothing lets anybody be it', () => {
    const [login] = loginsOf(spec({ kubernetesServiceAccounts: [account] }));
    expect(login).toMatchObject({ kubernetesServiceAccount: undefined, impersonates: undefined });
  });

  it('are in the standard database where there is no other', () => {
    const clusters = { [cluster]: { instances: { primary: {} }, users: { app: { auth: 'built-in', password: 'x' } } } } as const;
    expect(loginsOf(spec({ clusters }))).toMatchObject([{ user: 'app', database: 'postgres' }]);
  });
});

describe('the login of a connection document', () => {
  it('is the one that is named', () => {
    expect(chooseLogin(spec(), { user: 'app', cluster: undefined })).toMatchObject({ user: 'app', cluster });
  });

  it('has to be chosen where several fit', () => {
    expect(() => chooseLogin(spec(), { user: undefined, cluster })).toThrow(
      'connection: A connection document is for one database user, and 3 fit: "orders@my-project.iam" of ',
    );
  });

  it('has to be declared', () => {
    const nobody = { clusters: { [cluster]: { instances: { primary: {} } } } };
    expect(() => chooseLogin(nobody, { user: undefined, cluster: undefined })).toThrow(
      'connection: The spec declares no database user with a database that fits a connection. Correct the option, or declare it. There is none.',
    );
  });
});

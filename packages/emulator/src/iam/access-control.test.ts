import { describe, expect, it } from 'vitest';
import type { EmulatorSpec, PolicyBinding } from '../spec/emulator-spec';
import { readEmulatorSpec } from '../spec/read-emulator-spec';
import { AccessControl } from './access-control';
import { databaseUserOf, kubernetesPrincipal, principalNamed, serviceAccountPrincipal } from './principal';

const account = { name: 'orders', namespace: 'shop', workloadPool: 'my-project.svc.id.goog', iamServiceAccount: undefined };
const orders = serviceAccountPrincipal('orders@my-project.iam.gserviceaccount.com');
const pod = kubernetesPrincipal(account, '123456789012');

function control(iam: readonly PolicyBinding[], ofAccount: readonly PolicyBinding[] = []): AccessControl {
  const spec: EmulatorSpec = {
    projects: {
      'my-project': { iam, serviceAccounts: { orders: { iam: ofAccount } }, customRoles: { connect: ['alloydb.instances.connect'] } },
    },
    clusters: { 'projects/my-project/locations/us-central1/clusters/shop': { instances: { primary: {} } } },
  };
  return new AccessControl(readEmulatorSpec(spec));
}

const project = { project: 'my-project' };
const connect = 'alloydb.instances.connect';
const grant = (role: string, ...members: string[]): PolicyBinding => ({ role, members });

describe('whether somebody may do something', () => {
  it('is decided by the permissions of the roles that they have', () => {
    const access = control([grant('roles/alloydb.client', orders.member)]);
    expect(access.decide(orders, connect, project)).toEqual({ granted: true, role: 'roles/alloydb.client' });
    expect(access.decide(orders, 'alloydb.users.login', project)).toMatchObject({
      granted: false,
      roles: expect.arrayContaining(['roles/alloydb.databaseUser']),
    });
  });

  it('is decided by what everybody may, and not by who may belong to a group', () => {
    for (const everybody of ['allUsers', 'allAuthenticatedUsers'])
      expect(control([grant('roles/alloydb.client', everybody)]).decide(orders, connect, project).granted, everybody).toBe(true);
    const others = ['group:team@example.com', 'domain:example.com', 'projectOwner:my-project'];
    const access = control([grant('roles/alloydb.client', ...others, 'deleted:user:ada@example.com?uid=1')]);
    expect(access.decide(orders, connect, project).granted).toBe(false);
    expect(access.unevaluatedMembers.map(({ member }) => member)).toEqual(others);
  });

  it('is decided by custom roles as well, and by roles that hold whole services', () => {
    expect(control([grant('projects/my-project/roles/connect', orders.member)]).decide(orders, connect, project).granted).toBe(true);
    expect(control([grant('roles/alloydb.admin', orders.member)]).decide(orders, connect, project).granted).toBe(true);
    expect(control([grant('roles/alloydb.admin', orders.member)]).decide(orders, 'serviceusage.services.use', project).granted).toBe(false);
  });

  it('names the custom roles that would grant it, and those that the principal has and that lack it', () => {
    const role = 'projects/my-project/roles/connect';
    expect(control([]).decide(orders, connect, project)).toMatchObject({
      roles: expect.arrayContaining(['roles/alloydb.client', role]),
      incomplete: [],
    });
    expect(control([grant(role, orders.member)]).decide(orders, 'alloydb.users.login', project)).toMatchObject({ incomplete: [role] });
  });

  it('holds for the service accounts of a project where the project grants it', () => {
    const permission = 'iam.serviceAccounts.getAccessToken';
    const resource = { serviceAccount: 'orders@my-project.iam.gserviceaccount.com' };
    const role = 'roles/iam.serviceAccountTokenCreator';
    expect(control([grant(role, pod.member)]).decide(pod, permission, resource).granted).toBe(true);
    expect(control([], [grant(role, pod.member)]).decide(pod, permission, resource).granted).toBe(true);
    expect(control([], [grant(role, orders.member)]).decide(pod, permission, resource).granted).toBe(false);
  });

  it.each([
    'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/my-project.svc.id.goog/subject/ns/shop/sa/orders',
    'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/my-project.svc.id.goog/namespace/shop',
    'serviceAccount:my-project.svc.id.goog[shop/orders]',
  ])('knows a Kubernetes service account by the name %s', (name) => {
    expect(control([grant('roles/alloydb.client', name)]).decide(pod, connect, project).granted).toBe(true);
  });

  it('is not decided by a role with a condition, which is named', () => {
    const conditional = { ...grant('roles/alloydb.client', orders.member), condition: { expression: 'true' } };
    expect(control([conditional]).decide(orders, connect, project)).toMatchObject({ granted: false, conditional: [conditional] });
    expect(control([conditional, grant('roles/alloydb.client', orders.member)]).decide(orders, connect, project).granted).toBe(true);
  });
});

describe('a principal', () => {
  it('is a service account or a person by its e-mail', () => {
    expect(principalNamed('orders@my-project.iam.gserviceaccount.com').member).toBe(
      'serviceAccount:orders@my-project.iam.gserviceaccount.com',
    );
    expect(principalNamed('ada@example.com').member).toBe('user:ada@example.com');
    expect(principalNamed('user:ada@example.com').member).toBe('user:ada@example.com');
  });

  it('has a database user that is named after it, but for a Kubernetes service account of its own', () => {
    expect(databaseUserOf(orders)).toBe('orders@my-project.iam');
    expect(databaseUserOf(principalNamed('Ada@example.com'))).toBe('ada@example.com');
    expect(databaseUserOf(pod)).toBeUndefined();
  });
});

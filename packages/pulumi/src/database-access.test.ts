import { Connection, ModelError } from '@alloydb-gke/core';
import { Cluster } from '@pulumi/gcp/alloydb';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { output } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuthProxy } from './auth-proxy';
import type { ConnectionDocument } from './connection-document';
import { DatabaseAccess } from './database-access';
import type { DatabaseAccessArgs } from './database-access-args';
import { type MockedProgram, startMockedProgram } from './testing';

const clusterName = 'projects/data-project/locations/us-central1/clusters/shop';
const cluster = { clusterName, instances: { primary: 'primary', read: 'read-pool' } };
const email = 'orders@my-project.iam.gserviceaccount.com';

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});

const make = (args: Partial<DatabaseAccessArgs> = {}): DatabaseAccess =>
  new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop', ...args });
const documentOf = async (): Promise<ConnectionDocument> => {
  const { outputs } = await program.resource(':DatabaseAccess');
  return outputs?.['connection'] as ConnectionDocument;
};

describe('a DatabaseAccess', () => {
  it('makes the database user of the IAM service account', async () => {
    make();
    const component = await program.resource(':DatabaseAccess');
    expect(await program.resource('alloydb/user:User')).toMatchObject({
      name: 'orders-user',
      parent: component.urn,
      inputs: { cluster: clusterName, userId: 'orders@my-project.iam', userType: 'ALLOYDB_IAM_USER', databaseRoles: ['alloydbiamuser'] },
    });
    expect((await program.resource('projects/iAMMember:IAMMember', 'orders-alloydb-databaseUser')).inputs['project']).toBe('data-project');
    expect((await program.resource(':WorkloadIdentity')).parent).toBe(component.urn);
  });

  it('gives the connection document that core would write', async () => {
    make();
    const expected = Connection.of({
      auth: 'iam',
      databaseName: 'orders',
      instances: { primary: `${clusterName}/instances/primary`, read: 'read-pool' },
      identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: email, workloadPool: 'my-project.svc.id.goog' },
    });
    expect(await documentOf()).toEqual(expected.toJSON());
  });

  it('knows all of it in a preview', async () => {
    program = await startMockedProgram({ preview: true });
    const { connection } = make();
    const proxy = new AuthProxy('proxy', { connection });
    const template = { spec: { containers: [{ name: 'app', image: 'app:1' }] } };
    new Deployment('orders', { spec: { selector: { matchLabels: { a: 'b' } }, template } }, { transforms: [proxy.transform] });
    const unknown = (await program.resources()).flatMap(({ name, unknownInputs }) => unknownInputs.map((path) => `${name}: ${path}`));
    expect(unknown).toEqual([]);
    expect((await documentOf()).identity.iamServiceAccount).toBe(email);
    const account = await program.resource(':Account');
    expect((await program.resource(':Deployment')).dependsOn).toContain(account.urn);
  });

  it('shows the shape of a manifest in a preview where the e-mail is chosen later', async () => {
    program = await startMockedProgram({ preview: true, gcpProject: null });
    const { connection } = make({ workloadPool: 'gke-project.svc.id.goog' });
    const proxy = new AuthProxy('proxy', { connection });
    const template = { spec: { containers: [{ name: 'app', image: 'app:1' }] } };
    new Deployment('orders', { spec: { selector: { matchLabels: { a: 'b' } }, template } }, { transforms: [proxy.transform] });
    const { unknownInputs } = await program.resource(':Deployment');
    expect(unknownInputs).toEqual(['spec.template.spec.containers[0].env[3].value', 'spec.template.spec.containers[0].env[8].value']);
  });

  it('makes the user after the primary instance, and lets it go with the cluster', async () => {
    const made = new Cluster('shop', { clusterId: 'shop', location: 'us-central1' });
    const primary = new Cluster('instance-in-its-place', { clusterId: 'x', location: 'us-central1' });
    make({ cluster: { clusterName, instances: { primary: primary.urn.apply(() => 'primary') }, cluster: made } });
    const [first, second] = [await program.resource(':Cluster', 'shop'), await program.resource(':Cluster', 'instance-in-its-place')];
    const user = await program.resource('alloydb/user:User');
    expect(user.deletedWith).toBe(first.urn);
    expect(user.dependsOn).toContain(second.urn);
  });

  it('removes the user by itself where the cluster is protected, and so would not go', async () => {
    const cluster = new Cluster('shop', { clusterId: 'shop', location: 'us-central1' }, { protect: true });
    make({ cluster: { clusterName, instances: { primary: 'primary' }, cluster } });
    expect((await program.resource('alloydb/user:User')).deletedWith).toBeUndefined();
  });

  it('makes a workload wait for the user and the roles, and not only for the values that it is made of', async () => {
    const { connection } = make({ existingIamServiceAccount: email, existingKubernetesServiceAccount: 'orders' });
    const proxy = new AuthProxy('proxy', { connection });
    const template = { spec: { containers: [{ name: 'app', image: 'app:1' }] } };
    new Deployment('orders', { spec: { selector: { matchLabels: { a: 'b' } }, template } }, { transforms: [proxy.transform] });
    const needed = (await program.resources()).filter(({ type }) => /IAMMember|User$|ServiceAccountPatch/.test(type));
    expect(needed).toHaveLength(6);
    const { dependsOn } = await program.resource(':Deployment');
    expect(dependsOn).toEqual(expect.arrayContaining(needed.map(({ urn }) => urn)));
  });

  it('writes a password to AlloyDB and into no state', async () => {
    make({ auth: 'built-in', databaseUser: 'orders', password: 'hunter2', passwordSecret: { name: 'orders-db', key: 'password' } });
    const user = await program.resource('alloydb/user:User');
    expect(user.inputs).toMatchObject({ userId: 'orders', userType: 'ALLOYDB_BUILT_IN', passwordWo: 'hunter2', passwordWoVersion: '1' });
    expect(user.secretInputs).toEqual(['passwordWo']);
    expect((await program.resource(':DatabaseAccess')).secretInputs).toEqual(['password']);
    expect(JSON.stringify(await documentOf())).not.toContain('hunter2');
    expect((await documentOf()).passwordSecret).toEqual({ name: 'orders-db', key: 'password' });
  });

  it('takes a user that exists', async () => {
    make({ existingDatabaseUser: true });
    expect((await program.resources()).filter(({ type }) => type.endsWith(':User'))).toEqual([]);
  });

  it('reaches only the instances that are named', async () => {
    make({ instanceNames: ['primary'] });
    expect((await documentOf()).instances).toEqual({ primary: `${clusterName}/instances/primary` });
  });

  it('waits for instances that cannot be listed yet', async () => {
    make({ cluster: { clusterName, instances: output({ primary: 'primary' }) } });
    expect((await documentOf()).instances).toEqual({ primary: `${clusterName}/instances/primary` });
  });

  it.each<[Partial<DatabaseAccessArgs>, string]>([
    [
      { password: 'hunter2' },
      'orders.password: password is set. With IAM authentication there is no password, and the user is derived from the IAM service account.',
    ],
    [{ databaseUser: output('orders') }, 'orders.databaseUser: databaseUser is set. With IAM authentication there is no password'],
    [{ auth: 'built-in', password: 'hunter2' }, 'With built-in authentication the database user must be named.'],
    [{ instanceNames: ['reed'] }, 'instances'],
    [{ databaseName: '' }, 'databaseName'],
  ])('refuses %j', (args, message) => {
    expect(() => make(args)).toThrow(ModelError);
    expect(() => make(args)).toThrow(message);
  });
});

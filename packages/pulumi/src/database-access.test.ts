import { Connection, ModelError } from '@alloydb-gke/core';
import { Cluster } from '@pulumi/gcp/alloydb';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { output } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { AlloyDBApplication } from './alloydb-application';
import { AlloyDBCluster } from './alloydb-cluster';
import { AuthProxy } from './auth-proxy';
import type { IpType } from './connection-args';
import type { ConnectionDocument } from './connection-document';
import { DatabaseAccess } from './database-access';
import type { DatabaseAccessArgs } from './database-access-args';
import { type MockedProgram, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';

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

  it('dials the address that the cluster has, unless it is told another one', async () => {
    program = await startMockedProgram({ preview: true });
    make({ cluster: new AlloyDBCluster('shop', { location: 'us-central1', privateServiceConnect: true }) });
    expect((await documentOf()).ipType).toBe('PSC');
    const dialled = async (args: Partial<DatabaseAccessArgs>): Promise<unknown> => {
      program = await startMockedProgram();
      make(args);
      return (await documentOf()).ipType;
    };
    expect(await dialled({ cluster: { ...cluster, ipType: 'PSC' } })).toBe('PSC');
    expect(await dialled({ cluster: { ...cluster, ipType: output<IpType>('PSC') } })).toBe('PSC');
    expect(await dialled({ cluster: { ...cluster, ipType: 'PSC' }, ipType: 'PUBLIC' })).toBe('PUBLIC');
    expect(await dialled({})).toBe('PRIVATE');
  });

  it('hands the address of its cluster to the proxy of every workload, in a preview too', async () => {
    program = await startMockedProgram({ preview: true });
    const shop = new AlloyDBCluster('shop', { location: 'us-central1', privateServiceConnect: true });
    new AlloyDBApplication('orders', {
      access: { cluster: shop, auth: 'iam', databaseName: 'orders', namespace: 'shop' },
      image: 'orders:1',
      grants: { administrator: { passwordSecret: { name: 'admin', key: 'password' } } },
      connectionTest: {},
    });
    const workloads = (await program.resources()).filter(({ type }) => /:(Deployment|Job)$/.test(type));
    expect(workloads.map(({ type, inputs, unknownInputs }) => [type, JSON.stringify(inputs).includes('psc=true'), unknownInputs])).toEqual([
      ['kubernetes:batch/v1:Job', true, []],
      ['kubernetes:batch/v1:Job', true, []],
      ['kubernetes:apps/v1:Deployment', true, []],
    ]);
  });

  it.each<[Partial<DatabaseAccessArgs>, string]>([
    [
      { password: 'hunter2' },
      'orders.password: password is set. With IAM authentication there is no password, and the user is derived from the IAM service account.',
    ],
    [{ databaseUser: output('orders') }, 'orders.databaseUser: databaseUser is set. With IAM authentication there is no password'],
    [{ auth: 'built-in', password: 'hunter2' }, 'With built-in authentication the database user must be named.'],
    [{ auth: 'built-in', databaseUser: 'orders', password: '' }, 'orders.password: The password is empty: nobody could log in with it.'],
    [{ iamServiceAccount: { accountId: 'x' } }, 'orders.iamServiceAccount.accountId: "x" cannot be the id of an IAM service account.'],
    [{ instanceNames: ['reed'] }, 'orders.instanceNames: The cluster has no instance "reed". Name one of "primary", "read"'],
    [{ databaseName: '' }, 'orders.databaseName: '],
    [{ cluster: { clusterName, instances: { primary: 'Primary' } } }, 'orders.cluster.instances.primary: "Primary" is not an instance URI'],
    [{ cluster: { ...cluster, ipType: 'PCS' as IpType } }, 'orders.cluster.ipType: "PCS" is not a value that this field can have.'],
    [{ ipType: 'PCS' as IpType }, 'orders.ipType: "PCS" is not a value that this field can have.'],
    [{ cluster: { clusterName } as never }, 'orders.cluster: The cluster has no instances. Give an AlloyDBCluster, or {'],
    [{ auth: 'IAM' as 'iam' }, 'orders.auth: "IAM" is not a value that this field can have.'],
    [{ form: 'Linked' as 'linked' }, 'orders.form: "Linked" is not a value that this field can have.'],
    [{ workloadPool: 'pool' }, 'orders.workloadPool: "pool" is not a workload identity pool.'],
    [
      { cluster: { ...cluster, iamAuthentication: false } },
      'orders.auth: The auth mode is "iam", and iamAuthentication of the cluster is false: nobody could log in by IAM.',
    ],
    [{ cluster: undefined as never }, 'orders.cluster: The cluster has no clusterName.'],
    [{ namespace: undefined as never }, 'orders: The field "namespace" is missing. Set "namespace", the namespace of the application.'],
    [{ cluster: { clusterName: 'shop', instances: {} } }, 'orders.cluster.clusterName: "shop/instances/primary" is not an instance URI'],
  ])('refuses %j', (args, message) => {
    expect(() => make(args)).toThrow(ModelError);
    expect(() => make(args)).toThrow(message);
  });

  it.each<[(as: <Value>(value: Value) => Value) => Partial<DatabaseAccessArgs>, string]>([
    [(as) => ({ databaseName: as('') }), 'databaseName: "" cannot be the name of a database.'],
    [(as) => ({ cluster: { ...cluster, iamAuthentication: as(false) } }), 'orders.auth: The auth mode is "iam", and iamAuthentication'],
    [
      (as) => ({ cluster: { ...cluster, iamAuthentication: as(false) }, existingDatabaseUser: true }),
      'orders.auth: The auth mode is "iam", and iamAuthentication',
    ],
    [
      (as) => ({ auth: 'built-in', databaseUser: 'orders', password: as('') }),
      'orders.password: The password is empty: nobody could log in with it. Set a password.',
    ],
    [(as) => ({ namespace: as('my.shop') }), 'orders.namespace: "my.shop" is not the name of a namespace.'],
    [(as) => ({ existingIamServiceAccount: as('orders@my-project.iam') }), 'orders.existingIamServiceAccount: "orders@my-project.iam" is'],
    [(as) => ({ workloadPool: as('pool') }), 'orders.workloadPool: "pool" is not a workload identity pool.'],
    [(as) => ({ cluster: { clusterName, instances: { primary: as('Main') } } }), '"Main'],
    [
      (as) => ({ cluster: { clusterName: as('shop'), instances: { primary: 'primary' } } }),
      '"shop/instances/primary" is not an instance URI',
    ],
    [(as) => ({ auth: 'built-in', databaseUser: as(''), passwordSecret: { name: 'orders-db', key: 'password' } }), 'databaseUser'],
  ])('refuses a value as soon as it is known, and not in a preview that does not know it: %#', async (argsOf, message) => {
    make(argsOf((value) => output(value) as never));
    await expect(program.resources()).rejects.toThrow(message);
    program = await startMockedProgram({ preview: true });
    make(argsOf((value) => unknownOutput(value) as never));
    expect((await program.resources()).filter(({ type }) => type.endsWith(':IAMMember')).length).toBeGreaterThanOrEqual(3);
  });

  it('is refused by a cluster that lets nobody in by IAM, in a preview too, and not with a password', async () => {
    program = await startMockedProgram({ preview: true });
    const shop = new AlloyDBCluster('shop', { location: 'us-central1', privateServiceConnect: true, iamAuthentication: false });
    expect(() => make({ cluster: shop })).toThrow('orders.auth: The auth mode is "iam", and iamAuthentication of the cluster is false');
    expect(() => make({ cluster: shop, auth: 'built-in', databaseUser: 'orders' })).not.toThrow();
    expect(() => make({ cluster: new AlloyDBCluster('other', { location: 'us-central1', privateServiceConnect: true }) })).not.toThrow();
    expect((await program.resource(':AlloyDBCluster', 'shop')).outputs).toMatchObject({ iamAuthentication: false });
  });

  it('names the component and the argument that is wrong, also where it is known only later', async () => {
    make({ databaseName: output('') });
    await expect(program.resources()).rejects.toThrow('orders.databaseName: ');
    program = await startMockedProgram();
    make({ cluster: { clusterName, instances: output({ primary: 'primary' }) }, instanceNames: ['reed'] });
    await expect(program.resources()).rejects.toThrow('orders.instanceNames: The cluster has no instance "reed".');
  });
});

import { ModelError } from '@alloydb-gke/core';
import { output } from '@pulumi/pulumi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlloyDBCluster } from './alloydb-cluster';
import { ConnectionTest } from './connection-test';
import { DatabaseAccess } from './database-access';
import { DatabaseGrants } from './database-grants';
import { EgressPolicy } from './egress-policy';
import { GkeWorkloadIdentity } from './gke-workload-identity';
import { PrivateServicesAccess } from './private-services-access';
import { type MockedProgram, startMockedProgram } from './testing';
import { WorkloadIdentity } from './workload-identity';

const network = 'projects/my-project/global/networks/shop';
const cluster = { clusterName: 'projects/my-project/locations/us-central1/clusters/shop', instances: { primary: 'primary' } };

const components = {
  AlloyDBCluster,
  ConnectionTest,
  DatabaseAccess,
  DatabaseGrants,
  EgressPolicy,
  GkeWorkloadIdentity,
  PrivateServicesAccess,
  WorkloadIdentity,
};
/** As a program in JavaScript writes it. */
const make = (component: keyof typeof components, args?: object): unknown => new components[component]('shop', args as never);
const makeCluster = (args: object): unknown => make('AlloyDBCluster', { location: 'us-central1', network, ...args });
const makeAccess = (args: object): unknown =>
  make('DatabaseAccess', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop', ...args });

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});
afterEach(() => program.resources().catch(() => undefined));

describe('a component without arguments', () => {
  it.each<[keyof typeof components, string]>([
    ['AlloyDBCluster', 'shop: The region of the cluster is not set.'],
    ['ConnectionTest', 'shop: The field "connection" is missing.'],
    ['DatabaseAccess', 'shop: The field "databaseName" is missing. Set "databaseName", the database that the application uses.'],
    ['DatabaseGrants', 'shop: The field "connection" is missing.'],
    ['EgressPolicy', 'shop: The field "podLabels" is missing.'],
    ['GkeWorkloadIdentity', 'shop: The field "clusterName" is missing. Set "clusterName", the name of the GKE cluster.'],
    ['PrivateServicesAccess', 'shop: The field "network" is missing.'],
    ['WorkloadIdentity', 'shop: The field "namespace" is missing.'],
  ])('hears what it needs: %s', (component, message) => {
    expect(() => make(component)).toThrow(ModelError);
    expect(() => make(component)).toThrow(message);
  });
});

describe('an argument that does not exist', () => {
  it.each<[() => unknown, string]>([
    [() => makeCluster({ readPool: {} }), 'shop: There is no field "readPool" here. Did you mean "readPools"?'],
    [
      () => makeCluster({ deletionProtecton: false }),
      'shop: There is no field "deletionProtecton" here. Did you mean "deletionProtection"?',
    ],
    [() => makeCluster({ primary: { cpus: 8 } }), 'shop.primary: There is no field "cpus" here.'],
    [() => makeCluster({ readPools: { read: { nodes: 2 } } }), 'shop.readPools.read: There is no field "nodes" here.'],
    [
      () => makeCluster({ primary: { psc: { autoConnections: [{}] } } }),
      'shop.primary.psc.autoConnections[0]: The field "consumerProject"',
    ],
    [() => makeCluster({ maintenanceWindow: { day: 'SUNDAY' } }), 'shop.maintenanceWindow: The field "hour" is missing.'],
    [() => makeCluster({ iamUsers: { ada: {} } }), 'shop.iamUsers.ada: The field "account" is missing.'],
    [() => makeCluster({ privateServicesRange: { prefix: 16 } }), 'shop.privateServicesRange: There is no field "prefix" here.'],
    [() => makeAccess({ databaseRole: [] }), 'shop: There is no field "databaseRole" here. Did you mean "databaseRoles"?'],
    [() => makeAccess({ cluster: { ...cluster, ipTyp: 'PSC' } }), 'shop.cluster: There is no field "ipTyp" here. Did you mean "ipType"?'],
    [() => makeAccess({ databaseProjects: ['a'] }), 'shop: There is no field "databaseProjects" here.'],
    [() => makeAccess({ iamServiceAccount: { id: 'a' } }), 'shop.iamServiceAccount: There is no field "id" here.'],
    [() => make('WorkloadIdentity', { namespace: 'shop', roles: [{ name: 'a' }] }), 'shop.roles[0]: There is no field "name" here.'],
    [() => make('PrivateServicesAccess', { network, ranges: {} }), 'shop: There is no field "ranges" here. Did you mean "range"?'],
    [() => make('GkeWorkloadIdentity', { clusterName: 'a', location: 'b', nodePool: [] }), 'Did you mean "nodePools"?'],
  ])('is refused: %#', (wrong, message) => {
    expect(wrong).toThrow(ModelError);
    expect(wrong).toThrow(message);
  });

  it('is said beside everything else that is wrong', () => {
    expect(() => makeCluster({ readPool: {}, primary: { cpuCount: 3 } })).toThrow(/^2 problems:[\s\S]*"readPool"[\s\S]*cpuCount: 3 is not/);
  });
});

describe('arguments of another form', () => {
  it.each<[() => unknown, string]>([
    [
      () => makeCluster({ users: { ada: 'hunter2' } }),
      'shop.users.ada: What is written here is not an object. Write an object with some of',
    ],
    [() => makeCluster({ users: ['hunter2'] }), 'shop.users: What is written here does not say what each of them is called.'],
    [() => makeCluster({ initialUser: 'hunter2' }), 'shop.initialUser: What is written here is not an object.'],
    [() => makeAccess({ roles: { role: 'hunter2' } }), 'shop.roles: What is written here is not a list.'],
    [() => make('DatabaseAccess', 'hunter2' as never), 'shop: What is written here is not an object.'],
  ])('are refused, and not quoted: %#', (wrong, message) => {
    expect(wrong).toThrow(ModelError);
    expect(wrong).toThrow(message);
    expect(wrong).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }));
  });

  it('are not looked into where they are of a class, or come later', async () => {
    const made = new AlloyDBCluster('made', { location: 'us-central1', network });
    class Platform {
      readonly clusterName = cluster.clusterName;
      readonly instances = cluster.instances;
      readonly team = 'shop';
    }
    const args = { auth: 'iam', databaseName: 'orders', namespace: 'shop' } as const;
    new DatabaseAccess('of-component', { cluster: made, ...args });
    new DatabaseAccess('of-a-class', { cluster: new Platform(), ...args });
    const databaseCondition = output({ title: 'a', expression: 'true' });
    new DatabaseAccess('of-spread', { cluster: { ...made, ipType: 'PUBLIC' }, databaseCondition, ...args, kubernetesServiceAccount: {} });
    expect((await program.resources()).filter(({ type }) => type.endsWith(':DatabaseAccess'))).toHaveLength(3);
  });
});

import { ModelError } from '@alloydb-gke/core';
import { type Output, output } from '@pulumi/pulumi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlloyDBCluster } from './alloydb-cluster';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { DatabaseAccess } from './database-access';
import { type MockedProgram, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';

const network = 'projects/my-project/global/networks/shop';
const clusterName = 'projects/my-project/locations/us-central1/clusters/shop';

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});
// What was registered before a constructor threw is still on its way: it would arrive in the next program.
afterEach(() => program.resources().catch(() => undefined));

const make = (args: Partial<AlloyDBClusterArgs>): AlloyDBCluster =>
  new AlloyDBCluster('shop', { location: 'us-central1', network, ...args });

/** What is wrong whatever the values are. */
const said: readonly (readonly [AlloyDBClusterArgs, string])[] = [
  [{ network }, 'shop: The region of the cluster is not set.'],
  [{ location: 'us-central1' }, 'shop: The cluster has no network.'],
  [
    { location: 'us-central1', network, privateServiceConnect: true },
    'shop.network: network is set. With Private Service Connect the cluster is in no network.',
  ],
  [
    { location: 'us-central1', network, privateServicesAccess: { network } },
    'shop.network: network and privateServicesAccess are both set, and the second names the network already.',
  ],
  [
    { location: 'us-central1', privateServicesRange: {} },
    'shop.privateServicesRange: privateServicesRange is set, and the network that it is reserved on is not set.',
  ],
  [
    { existingCluster: clusterName, clusterId: 'a' },
    'shop: clusterId and existingCluster are both set: one makes it, the other takes what exists.',
  ],
  [{ location: 'us-central1', network, existingInstances: {} }, 'shop: existingInstances is set, and no cluster that exists is named.'],
  [{ existingCluster: 'shop' }, 'shop: "shop/instances/primary" is not an instance URI'],
  [
    { existingCluster: clusterName, existingInstances: { read: 'pool' }, readPools: { read: {} } },
    'shop.readPools: A read pool is called "read", and another instance has that name.',
  ],
];

/** The SDK keeps the promise of an Output to itself. */
const promised = (value: Output<unknown>): Promise<unknown> => (value as unknown as { promise(): Promise<unknown> }).promise();
const later = <Value>(value: Value): Value => output(value) as Value;
type Case = readonly [wrong: (as: <Value>(value: Value) => Value) => Partial<AlloyDBClusterArgs>, message: string];

/** What is wrong with a value, which may be known at once or later. */
const wrong: readonly Case[] = [
  [(as) => ({ location: as('us-central1-a') }), 'its location "us-central1-a" must be a region such as us-central1, not a zone.'],
  [(as) => ({ clusterId: as('Shop') }), 'its cluster "Shop" must be 1 to 63 lower-case letters'],
  [(as) => ({ network: as('shop') }), 'shop.network: "shop" is not the full name of a network.'],
  [(as) => ({ databaseVersion: as('17') }), 'shop.databaseVersion: "17" is not a version of the database.'],
  [(as) => ({ subscriptionType: as('FREE' as 'TRIAL') }), 'shop.subscriptionType: "FREE" is not a value that this field can have.'],
  [
    (as) => ({ maintenanceWindow: { day: as('FUNDAY' as 'SUNDAY'), hour: 1 } }),
    'shop.maintenanceWindow.day: "FUNDAY" is not a value that this field can have.',
  ],
  [(as) => ({ maintenanceWindow: { day: 'SUNDAY', hour: as(24) } }), 'shop.maintenanceWindow.hour: 24 is not a whole number from 0 to 23.'],
  [(as) => ({ automatedBackup: { windowMinutes: as(4) } }), 'shop.automatedBackup.windowMinutes: 4 is not a whole number of at least 5.'],
  [(as) => ({ automatedBackup: { retentionCount: as(0) } }), 'shop.automatedBackup.retentionCount: 0 is not'],
  [(as) => ({ automatedBackup: { retentionDays: as(0.5) } }), 'shop.automatedBackup.retentionDays: 0.5 is not'],
  [
    (as) => ({ automatedBackup: { daysOfWeek: as([]) } }),
    'shop.automatedBackup.daysOfWeek: The list is empty, and a schedule has at least one day.',
  ],
  [
    (as) => ({ automatedBackup: { daysOfWeek: as(['FUNDAY' as 'SUNDAY']) } }),
    'shop.automatedBackup.daysOfWeek: "FUNDAY" is not a value that this field can have.',
  ],
  [
    (as) => ({ automatedBackup: { startHours: as([]) } }),
    'shop.automatedBackup.startHours: The list is empty, and a schedule has at least one hour.',
  ],
  [(as) => ({ automatedBackup: { startHours: [as(25)] } }), 'shop.automatedBackup.startHours: 25 is not a whole number from 0 to 23.'],
  [
    (as) => ({ continuousBackup: { recoveryWindowDays: as(36) } }),
    'shop.continuousBackup.recoveryWindowDays: 36 is not a whole number from 1 to 35.',
  ],
  [(as) => ({ restore: { cluster: 'c', pointInTime: as('yesterday') } }), 'shop.restore.pointInTime: "yesterday" is not a point in time.'],
  [(as) => ({ primary: { instanceId: as('Main') } }), 'its instance "Main" must be 1 to 63 lower-case letters'],
  [(as) => ({ primary: { machineType: as('large') } }), 'shop.primary.machineType: "large" is not a machine type of AlloyDB.'],
  [(as) => ({ primary: { cpuCount: as(3) } }), 'shop.primary.cpuCount: 3 is not a number of CPUs that AlloyDB has. Choose one of 1, 2, 4,'],
  [
    (as) => ({ primary: { machineType: as('n2-highmem-4'), cpuCount: 8 } }),
    'shop.primary.cpuCount: cpuCount is 8, and the machine type "n2-highmem-4" has 4 CPUs.',
  ],
  [
    (as) => ({ primary: { zone: as('us-central1-a') } }),
    'shop.primary.zone: The zone "us-central1-a" is set, and the instance is in two zones.',
  ],
  [
    (as) => ({ primary: { availabilityType: as('GLOBAL' as 'ZONAL') } }),
    'shop.primary.availabilityType: "GLOBAL" is not a value that this field can have.',
  ],
  [
    (as) => ({ primary: { sslMode: as('NONE' as 'ENCRYPTED_ONLY') } }),
    'shop.primary.sslMode: "NONE" is not a value that this field can have.',
  ],
  [
    (as) => ({ primary: { activationPolicy: as('MAYBE' as 'NEVER') } }),
    'shop.primary.activationPolicy: "MAYBE" is not a value that this field can have.',
  ],
  [
    (as) => ({ primary: { databaseFlags: as({ 'alloydb.iam_authentication': 'off' }) } }),
    'shop.primary.databaseFlags: The flag alloydb.iam_authentication is "off", and iamAuthentication of the cluster wants "on".',
  ],
  [
    (as) => ({ primary: { databaseFlags: { max_connections: as('lots') } } }),
    'shop.primary.databaseFlags: The flag max_connections is "lots", which is no whole number of at least 1.',
  ],
  [
    (as) => ({ readPools: { read: { databaseFlags: as({ max_connections: '0' }) } } }),
    'shop.readPools.read.databaseFlags: The flag max_connections is "0", which is',
  ],
  [(as) => ({ users: { ada: { password: as('') } } }), 'shop.users.ada.password: The password is empty: nobody could log in with it.'],
  [(as) => ({ initialUser: { password: as('') } }), 'shop.initialUser.password: The password is empty: nobody could log in with it.'],
  [
    (as) => ({ primary: { queryInsights: { queryStringLength: as(1) } } }),
    'shop.primary.queryInsights.queryStringLength: 1 is not a whole number from 256 to 4500.',
  ],
  [(as) => ({ primary: { queryInsights: { queryPlansPerMinute: as(21) } } }), 'shop.primary.queryInsights.queryPlansPerMinute: 21 is not'],
  [(as) => ({ primary: { observability: { maxQueryStringLength: as(1) } } }), 'shop.primary.observability.maxQueryStringLength: 1 is not'],
  [
    (as) => ({ primary: { observability: { queryPlansPerMinute: as(201) } } }),
    'shop.primary.observability.queryPlansPerMinute: 201 is not',
  ],
  [
    (as) => ({ primary: { connectionPool: { flags: as({ 'connection-pooling-pool-mode': 'session' }) } } }),
    'shop.primary.connectionPool.flags: The flag "connection-pooling-pool-mode" of the connection pool has "connection-pooling-" in front.',
  ],
  [
    (as) => ({ primary: { authorizedNetworks: as(['203.0.113.0/24']) } }),
    'shop.primary.authorizedNetworks: authorizedNetworks is set, and the instance has no public address.',
  ],
  [
    (as) => ({ primary: { publicIp: true, authorizedNetworks: [as('office')] } }),
    'shop.primary.authorizedNetworks: "office" is not a range of addresses.',
  ],
  [
    (as) => ({ primary: { publicIp: true, authorizedNetworks: [as('999.1.1.1/77')] } }),
    'shop.primary.authorizedNetworks: "999.1.1.1/77" is not a range of addresses.',
  ],
  [
    (as) => ({ network: undefined as never, privateServiceConnect: true, primary: { psc: { allowedConsumerProjects: [as('my-app')] } } }),
    'shop.primary.psc.allowedConsumerProjects: "my-app" is not the number of a project.',
  ],
  [
    (as) => ({ tags: { a: 'tagValues/1' }, projectNumber: as('my-project') }),
    'shop.projectNumber: "my-project" is not the number of a project.',
  ],
  [(as) => ({ readPools: { read: { nodeCount: as(21) } } }), 'shop.readPools.read.nodeCount: 21 is not a whole number from 1 to 20.'],
  [
    (as) => ({ iamUsers: { orders: { account: as('orders@my-project.iam') } } }),
    'shop.iamUsers.orders.account: "orders@my-project.iam" is neither the e-mail of an IAM service account nor that of a person.',
  ],
];

/** What is set beside what it cannot be beside. */
const together: readonly (readonly [Partial<AlloyDBClusterArgs>, string])[] = [
  [
    { automatedBackup: { retentionCount: 1, retentionDays: 1 } },
    'retentionCount and retentionDays are both set, and backups are kept by one of them.',
  ],
  [{ restore: {} }, 'shop.restore: 0 sources are named, and a cluster is restored from one.'],
  [{ restore: { backup: 'a', cluster: 'b' } }, 'shop.restore: 2 sources are named'],
  [{ restore: { cluster: 'b' } }, 'shop.restore: cluster is restored as it was at a point in time, and pointInTime is not set.'],
  [{ restore: { backup: 'b', pointInTime: '2026-03-01T10:00:00Z' } }, 'shop.restore: pointInTime is set, and backup is restored as it is.'],
  [
    { primary: { queryInsights: {}, observability: {} } },
    'shop.primary: queryInsights and observability are both set, and an instance has one of them.',
  ],
  [
    { tags: { a: 'tagValues/1' } },
    'shop.tags: The cluster has tags, and projectNumber is not set: Google binds tags to a cluster by the number of its project.',
  ],
  [{ primary: { psc: {} } }, 'shop.primary.psc: The instance has psc, and the cluster has no Private Service Connect.'],
  [
    { secondaryOf: { clusterName, instances: { primary: 'primary' } }, users: {} },
    'shop.users: users is set. A secondary cluster has what its primary cluster has.',
  ],
  [{ readPools: { primary: {} } }, 'shop.readPools: A read pool is called "primary", and another instance has that name.'],
  [{ readPools: { read: { instanceId: 'primary' } } }, 'shop: Two instances have the id "primary".'],
  [
    { primary: { activationPolicy: 'NEVER' }, readPools: { read: {} } },
    'shop.readPools.read: The primary is stopped, and the read pool "read" runs. Google stops a primary after its read pools.',
  ],
  [
    { iamAuthentication: false, iamUsers: { ada: { account: 'ada@example.com' } } },
    'shop.iamUsers: iamUsers is set, and iamAuthentication is false: nobody could log in by IAM.',
  ],
  [{ users: { ['x'.repeat(64)]: { password: 'hunter2' } } }, 'cannot be the name of a database user.'],
  [{ users: { app: {} as { password: string } } }, 'shop.users.app: The user "app" has no password.'],
  [
    { users: { ada: { password: 'hunter2' } }, iamUsers: { ada: { account: 'ada@example.com' } } },
    'shop.iamUsers: "ada" is a name in users and in iamUsers.',
  ],
];

describe('an AlloyDBCluster that cannot be right', () => {
  it.each(said)('is refused: %j', (args, message) => {
    expect(() => new AlloyDBCluster('shop', args)).toThrow(ModelError);
    expect(() => new AlloyDBCluster('shop', args)).toThrow(message);
  });

  it.each(together)('is refused: %j', (args, message) => {
    expect(() => make(args)).toThrow(ModelError);
    expect(() => make(args)).toThrow(message);
  });

  it.each(wrong)('is refused at once: %s', (argsOf, message) => {
    const args = argsOf((value) => value);
    expect(() => make(args)).toThrow(ModelError);
    expect(() => make(args)).toThrow(message);
  });

  it.each(wrong)('is refused as soon as the value is known: %s', async (argsOf, message) => {
    make(argsOf(later));
    await expect(program.resources()).rejects.toThrow(message);
  });

  it.each(wrong)('is not refused in a preview that does not know the value: %s', async (argsOf) => {
    program = await startMockedProgram({ preview: true });
    make(argsOf((value) => unknownOutput(value) as never));
    expect((await program.resources()).length).toBeGreaterThan(1);
  });

  it('says itself what its flag is wrong with, and not an access to it', async () => {
    const cluster = make({ primary: { databaseFlags: { max_connections: output('lots') } } });
    const { connection } = new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop' });
    await expect(program.resources()).rejects.toThrow('shop.primary.databaseFlags: The flag max_connections is "lots"');
    await expect(promised(connection)).rejects.toThrow('shop.primary.databaseFlags: The flag max_connections is "lots"');
  });

  it('hears of everything at once', () => {
    expect(() => new AlloyDBCluster('shop', { location: 'here', primary: { cpuCount: 3 } })).toThrow(/^3 problems:\n/);
  });

  it('says no password', () => {
    const args = { users: { 'a\0': { password: 'hunter2' } }, initialUser: { password: 'hunter2' } };
    expect(() => make(args)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }));
  });
});

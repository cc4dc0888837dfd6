import { Provider } from '@pulumi/gcp/provider';
import { Account } from '@pulumi/gcp/serviceaccount';
import { output, secret } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { AlloyDBCluster } from './alloydb-cluster';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { DatabaseAccess } from './database-access';
import { PrivateServicesAccess } from './private-services-access';
import { type MockedProgram, type RegisteredResource, startMockedProgram } from './testing';

const network = 'projects/my-project/global/networks/shop';
const clusterName = 'projects/my-project/locations/us-central1/clusters/shop';
const clusterType = 'alloydb/cluster:Cluster';

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});

const make = (args: Partial<AlloyDBClusterArgs> = {}, name = 'shop'): AlloyDBCluster =>
  new AlloyDBCluster(name, { location: 'us-central1', network, ...args });
const instance = (name = 'shop-primary'): Promise<RegisteredResource> => program.resource('alloydb/instance:Instance', name);
const user = (name: string): Promise<RegisteredResource> => program.resource('alloydb/user:User', name);
const outputs = async (): Promise<RegisteredResource['outputs']> => (await program.resource(':AlloyDBCluster')).outputs;
const customTypes = async (): Promise<readonly string[]> =>
  (await program.resources()).filter(({ custom }) => custom).map(({ type }) => type);

describe('an AlloyDBCluster', () => {
  it('is a protected cluster with a protected primary, in a network that has private services access', async () => {
    make();
    const component = await program.resource(':AlloyDBCluster');
    const cluster = await program.resource(clusterType);
    expect(cluster).toMatchObject({
      name: 'shop-cluster',
      parent: component.urn,
      protect: true,
      deleteBeforeReplace: true,
      dependsOn: [],
      aliases: [],
      deletedWith: undefined,
      provider: undefined,
      secretInputs: [],
    });
    expect(cluster.inputs).toEqual({
      clusterId: 'shop',
      location: 'us-central1',
      networkConfig: { network },
      deletionProtection: true,
      deletionPolicy: 'DEFAULT',
    });
    const primary = await instance();
    expect(primary).toMatchObject({
      parent: component.urn,
      protect: true,
      deleteBeforeReplace: true,
      dependsOn: [cluster.urn],
      deletedWith: undefined,
    });
    expect(primary.inputs).toEqual({
      cluster: clusterName,
      instanceId: 'primary',
      instanceType: 'PRIMARY',
      machineConfig: { cpuCount: 2 },
      databaseFlags: { 'alloydb.iam_authentication': 'on' },
    });
  });

  it('lets everything go where deletion is not protected', async () => {
    make({ deletionProtection: false, privateServicesRange: {}, readPools: { read: {} }, users: { app: { password: 'hunter2' } } });
    const cluster = await program.resource(clusterType);
    expect(cluster.inputs).toMatchObject({ deletionProtection: false, deletionPolicy: 'FORCE' });
    expect((await program.resources()).filter(({ protect }) => protect)).toEqual([]);
    expect((await user('shop-user-app')).deletedWith).toBe(cluster.urn);
  });

  it('protects the connection of the network that it makes, and waits for it', async () => {
    make({ privateServicesRange: { prefixLength: 20 }, readPools: { read: {} } });
    const connection = await program.resource(':Connection');
    expect((await program.resource(clusterType)).dependsOn).toEqual([connection.urn]);
    expect((await program.resource(':PrivateServicesAccess')).parent).toBe((await program.resource(':AlloyDBCluster')).urn);
    expect((await program.resources()).filter(({ custom, protect }) => custom && !protect)).toEqual([]);
  });

  it('waits for private services access that the program makes', async () => {
    const access = new PrivateServicesAccess('services', { network: `https://www.googleapis.com/compute/v1/${network}` });
    new AlloyDBCluster('shop', { location: 'us-central1', privateServicesAccess: access, allocatedIpRange: 'services' });
    const cluster = await program.resource(clusterType);
    expect(cluster.dependsOn).toContain((await program.resource(':Connection')).urn);
    expect(cluster.inputs['networkConfig']).toEqual({ network, allocatedIpRange: 'services' });
  });

  it('says all that a cluster can have', async () => {
    const key = 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k';
    make({
      clusterId: 'store',
      project: 'data-project',
      displayName: 'Shop',
      labels: { team: 'shop' },
      annotations: { a: 'b' },
      databaseVersion: 'POSTGRES_17',
      skipAwaitMajorVersionUpgrade: false,
      subscriptionType: 'TRIAL',
      kmsKeyName: key,
      dataplexIntegration: false,
      maintenanceWindow: { day: 'SUNDAY', hour: 3 },
      automatedBackup: {
        location: 'us-central1',
        windowMinutes: 90,
        daysOfWeek: ['MONDAY'],
        startHours: [1, output(13)],
        retentionDays: 30,
        labels: { kind: 'daily' },
      },
      continuousBackup: { recoveryWindowDays: 20, kmsKeyName: 'other' },
      restore: { cluster: 'projects/p/locations/us-central1/clusters/old', pointInTime: '2026-03-01T10:00:00Z' },
      initialUser: { password: 'hunter2' },
    });
    const cluster = await program.resource(clusterType);
    expect(cluster.inputs).toEqual({
      clusterId: 'store',
      location: 'us-central1',
      project: 'data-project',
      displayName: 'Shop',
      labels: { team: 'shop' },
      annotations: { a: 'b' },
      databaseVersion: 'POSTGRES_17',
      skipAwaitMajorVersionUpgrade: false,
      subscriptionType: 'TRIAL',
      encryptionConfig: { kmsKeyName: key },
      dataplexConfig: { enabled: false },
      maintenanceUpdatePolicy: { maintenanceWindows: [{ day: 'SUNDAY', startTime: { hours: 3 } }] },
      automatedBackupPolicy: {
        enabled: true,
        location: 'us-central1',
        backupWindow: '5400s',
        weeklySchedule: { daysOfWeeks: ['MONDAY'], startTimes: [{ hours: 1 }, { hours: 13 }] },
        timeBasedRetention: { retentionPeriod: '2592000s' },
        labels: { kind: 'daily' },
        encryptionConfig: { kmsKeyName: key },
      },
      continuousBackupConfig: { enabled: true, recoveryWindowDays: 20, encryptionConfig: { kmsKeyName: 'other' } },
      restoreContinuousBackupSource: { cluster: 'projects/p/locations/us-central1/clusters/old', pointInTime: '2026-03-01T10:00:00Z' },
      initialUser: { user: 'postgres', passwordWo: 'hunter2', passwordWoVersion: '1' },
      networkConfig: { network },
      deletionProtection: true,
      deletionPolicy: 'DEFAULT',
    });
    expect(cluster.secretInputs).toEqual(['initialUser.passwordWo']);
    expect((await instance()).inputs).toMatchObject({ labels: { team: 'shop' } });
    expect(await outputs()).toMatchObject({ clusterId: 'store', project: 'data-project', location: 'us-central1' });
  });

  it.each([
    [{ backup: 'b' }, { restoreBackupSource: { backupName: 'b' } }],
    [{ backupDrBackup: 'b' }, { restoreBackupdrBackupSource: { backup: 'b' } }],
    [
      { backupDrDataSource: 'd', pointInTime: '2026-03-01T10:00:00Z' },
      { restoreBackupdrPitrSource: { dataSource: 'd', pointInTime: '2026-03-01T10:00:00Z' } },
    ],
  ])('restores from %j', async (restore, expected) => {
    make({ restore, automatedBackup: { retentionCount: output(7), enabled: false } });
    expect((await program.resource(clusterType)).inputs).toMatchObject({
      ...expected,
      automatedBackupPolicy: { enabled: false, quantityBasedRetention: { count: 7 } },
    });
  });

  it('gives the primary all that it can have, and a read pool its own', async () => {
    make({
      requireConnectors: true,
      labels: { team: 'shop', of: 'cluster' },
      primary: {
        instanceId: 'main',
        displayName: 'Main',
        labels: { of: 'primary' },
        annotations: { a: 'b' },
        machineType: 'c4a-highmem-4-lssd',
        availabilityType: 'ZONAL',
        zone: 'us-central1-a',
        databaseFlags: { max_connections: '500' },
        sslMode: 'ENCRYPTED_ONLY',
        queryInsights: { recordClientAddress: false },
        activationPolicy: 'ALWAYS',
        connectionPool: { flags: { pool_mode: 'session' } },
        publicIp: true,
        authorizedNetworks: ['203.0.113.0/24'],
        outboundPublicIp: true,
        allocatedIpRange: 'services',
      },
      readPools: {
        read: { nodeCount: 3, cpuCount: 8, requireConnectors: false, observability: { trackActiveQueries: true }, autoscaled: true },
        reports: { instanceId: 'reports-1' },
      },
    });
    expect((await instance()).inputs).toEqual({
      cluster: clusterName,
      instanceId: 'main',
      instanceType: 'PRIMARY',
      displayName: 'Main',
      labels: { team: 'shop', of: 'primary' },
      annotations: { a: 'b' },
      machineConfig: { machineType: 'c4a-highmem-4-lssd', cpuCount: 4 },
      availabilityType: 'ZONAL',
      gceZone: 'us-central1-a',
      databaseFlags: { 'alloydb.iam_authentication': 'on', max_connections: '500' },
      clientConnectionConfig: { requireConnectors: true, sslConfig: { sslMode: 'ENCRYPTED_ONLY' } },
      queryInsightsConfig: { recordClientAddress: false },
      activationPolicy: 'ALWAYS',
      connectionPoolConfig: { enabled: true, flags: { pool_mode: 'session' } },
      networkConfig: {
        enablePublicIp: true,
        enableOutboundPublicIp: true,
        allocatedIpRangeOverride: 'services',
        authorizedExternalNetworks: [{ cidrRange: '203.0.113.0/24' }],
      },
    });
    const primary = await instance();
    const read = await instance('shop-read');
    expect(read.inputs).toEqual({
      cluster: clusterName,
      instanceId: 'read',
      instanceType: 'READ_POOL',
      labels: { team: 'shop', of: 'cluster' },
      machineConfig: { cpuCount: 8 },
      databaseFlags: { 'alloydb.iam_authentication': 'on' },
      clientConnectionConfig: { requireConnectors: false },
      observabilityConfig: { enabled: true, trackActiveQueries: true },
      readPoolConfig: { nodeCount: 3 },
    });
    expect(read).toMatchObject({ protect: true, deleteBeforeReplace: true, ignoreChanges: ['readPoolConfig.nodeCount'] });
    expect(read.parent).toBe(primary.parent);
    expect(read.dependsOn).toContain(primary.urn);
    const reports = await instance('shop-reports');
    expect(reports).toMatchObject({ ignoreChanges: [], inputs: { instanceId: 'reports-1', readPoolConfig: { nodeCount: 1 } } });
    const uris = {
      primary: `${clusterName}/instances/main`,
      read: `${clusterName}/instances/read`,
      reports: `${clusterName}/instances/reports-1`,
    };
    expect(await outputs()).toMatchObject({ instances: uris, server: { maxConnections: 500, managedConnectionPooling: true } });
  });

  it('is reached by Private Service Connect instead', async () => {
    program = await startMockedProgram({
      outputs: ({ type }) =>
        type.endsWith(':Instance') ? { pscInstanceConfig: { pscDnsName: 'x.alloydb-psc.goog', serviceAttachmentLink: 'link' } } : undefined,
    });
    new AlloyDBCluster('shop', {
      location: 'us-central1',
      privateServiceConnect: true,
      primary: {
        psc: {
          allowedConsumerProjects: ['123'],
          autoConnections: [{ consumerProject: 'app', consumerNetwork: network }],
          networkAttachment: 'projects/p/regions/r/networkAttachments/n',
        },
      },
    });
    const { inputs } = await program.resource(clusterType);
    expect([inputs['pscConfig'], inputs['networkConfig']]).toEqual([{ pscEnabled: true }, undefined]);
    expect((await instance()).inputs['pscInstanceConfig']).toEqual({
      allowedConsumerProjects: ['123'],
      pscAutoConnections: [{ consumerProject: 'app', consumerNetwork: network }],
      pscInterfaceConfigs: [{ networkAttachmentResource: 'projects/p/regions/r/networkAttachments/n' }],
    });
    expect(await outputs()).toMatchObject({
      ipType: 'PSC',
      pscDnsNames: { primary: 'x.alloydb-psc.goog' },
      pscServiceAttachments: { primary: 'link' },
    });
  });

  it('makes its users after the primary, and does not forget them with a cluster that stays', async () => {
    const account = new Account('orders', { accountId: 'orders' });
    make({
      users: { app: { password: 'hunter2', databaseRoles: ['pg_monitor'] }, batch: { password: secret('hunter3'), passwordVersion: '2' } },
      iamUsers: { orders: { account: account.email, databaseRoles: ['pg_monitor'] }, ada: { account: 'ada@example.com' } },
    });
    const cluster = await program.resource(clusterType);
    const primary = await instance();
    const app = await user('shop-user-app');
    expect(app.inputs).toEqual({
      cluster: clusterName,
      userId: 'app',
      userType: 'ALLOYDB_BUILT_IN',
      passwordWo: 'hunter2',
      passwordWoVersion: '1',
      databaseRoles: ['pg_monitor'],
    });
    expect(app).toMatchObject({ parent: primary.parent, deletedWith: undefined, protect: false, secretInputs: ['passwordWo'] });
    expect(app.dependsOn).toEqual(expect.arrayContaining([cluster.urn, primary.urn]));
    expect((await user('shop-user-batch')).inputs).toMatchObject({ passwordWo: 'hunter3', passwordWoVersion: '2' });
    expect((await user('shop-iam-user-orders')).inputs).toEqual({
      cluster: clusterName,
      userId: 'orders@my-project.iam',
      userType: 'ALLOYDB_IAM_USER',
      databaseRoles: ['alloydbiamuser', 'pg_monitor'],
    });
    expect((await user('shop-iam-user-ada')).inputs['userId']).toBe('ada@example.com');
    expect((await program.resource(':AlloyDBCluster')).secretInputs).toEqual(['users.app.password', 'users.batch.password']);
  });

  it('replicates another cluster, once that has a primary', async () => {
    const main = make();
    make({ location: 'europe-west1', secondaryOf: main }, 'replica');
    const replica = await program.resource(clusterType, 'replica-cluster');
    expect(replica.inputs).toMatchObject({ clusterType: 'SECONDARY', secondaryConfig: { primaryClusterName: clusterName } });
    expect(replica.dependsOn).toContain((await instance()).urn);
    expect((await instance('replica-primary')).inputs['instanceType']).toBe('SECONDARY');
  });

  it('binds its tags', async () => {
    make({ tags: { env: 'tagValues/1' }, projectNumber: '123' });
    const component = await program.resource(':AlloyDBCluster');
    const tag = await program.resource(':LocationTagBinding');
    expect(tag).toMatchObject({ name: 'shop-tag-env', parent: component.urn, deleteBeforeReplace: true });
    expect(tag.dependsOn).toContain((await program.resource(clusterType)).urn);
    expect(tag.inputs).toEqual({
      parent: '//alloydb.googleapis.com/projects/123/locations/us-central1/clusters/shop',
      tagValue: 'tagValues/1',
      location: 'us-central1',
    });
  });

  it('waits as a whole for what it depends on, with its provider and its former name', async () => {
    const first = new Account('first', {});
    const provider = new Provider('google', { project: 'other-project' });
    const options = { dependsOn: first, provider, aliases: [{ name: 'store' }] };
    new AlloyDBCluster('shop', { location: 'us-central1', network, privateServicesRange: {}, users: { app: { password: 'x' } } }, options);
    const { urn } = await program.resource(':Account');
    const component = await program.resource(':AlloyDBCluster');
    const children = (await program.resources()).filter((one) => one.custom && one.urn.includes('AlloyDBCluster'));
    expect(children.map(({ name }) => name).sort()).toEqual(['shop-cluster', 'shop-primary', 'shop-user-app']);
    for (const child of [...children, await program.resource(':Connection'), await program.resource(':GlobalAddress')]) {
      expect([child.name, child.dependsOn.includes(urn), child.provider?.includes('google')]).toEqual([child.name, true, true]);
    }
    expect(component.aliases).toEqual(['store']);
    expect(await outputs()).toMatchObject({ project: 'other-project' });
  });

  it('takes a cluster that exists, and makes read pools and users in it', async () => {
    const args = { existingCluster: clusterName, readPools: { read: {} }, users: { app: { password: 'hunter2' } } };
    new AlloyDBCluster('shop', { ...args, existingInstances: { primary: 'main', old: 'pool-1' } });
    expect([...(await customTypes())].sort()).toEqual(['gcp:alloydb/instance:Instance', 'gcp:alloydb/user:User']);
    const read = await instance('shop-read');
    expect(read).toMatchObject({ protect: true, dependsOn: [], inputs: { cluster: clusterName, instanceType: 'READ_POOL' } });
    expect(await user('shop-user-app')).toMatchObject({ deletedWith: undefined, inputs: { cluster: clusterName } });
    expect(await outputs()).toMatchObject({
      clusterName,
      clusterId: 'shop',
      location: 'us-central1',
      project: 'my-project',
      instances: {
        primary: `${clusterName}/instances/main`,
        old: `${clusterName}/instances/pool-1`,
        read: `${clusterName}/instances/read`,
      },
      addresses: { read: '10.0.0.2' },
    });
  });

  it('knows in a preview all that Google does not choose, and is the cluster of a DatabaseAccess', async () => {
    program = await startMockedProgram({ preview: true });
    const cluster = make({ readPools: { read: {} }, primary: { databaseFlags: { max_connections: '500' } }, deletionProtection: false });
    new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'app' });
    const resources = (await program.resources()).flatMap(({ name, unknownInputs }) => unknownInputs.map((path) => `${name}: ${path}`));
    expect(resources).toEqual([]);
    const access = await program.resource(':DatabaseAccess');
    expect(access.outputs?.['connection']).toMatchObject({
      instances: { primary: `${clusterName}/instances/primary` },
      server: { maxConnections: 500 },
    });
    const { deletedWith, dependsOn } = await user('orders-user');
    expect(deletedWith).toBe((await program.resource(clusterType)).urn);
    expect(dependsOn).toContain((await instance()).urn);
  });

  it('waits for what comes later, and fails no check in a preview', async () => {
    program = await startMockedProgram({ preview: true, gcpProject: null });
    const unknown = new Account('later', {}).uniqueId;
    const cluster = make({
      clusterId: unknown,
      databaseVersion: unknown,
      primary: { machineType: unknown, authorizedNetworks: [unknown], publicIp: true },
      iamUsers: { later: { account: unknown } },
    });
    new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'app', workloadPool: 'p.svc.id.goog' });
    expect((await program.resource(clusterType)).unknownInputs).toEqual(['clusterId', 'databaseVersion']);
    expect((await instance()).unknownInputs).toEqual(
      expect.arrayContaining(['cluster', 'machineConfig.machineType', 'machineConfig.cpuCount']),
    );
  });

  it('takes the project that Google made it in where its provider has none', async () => {
    const cluster = new AlloyDBCluster('shop', { location: 'us-central1', network }, { providers: [new Provider('google', {})] });
    expect((await instance()).inputs['cluster']).toBe(clusterName);
    expect(await outputs()).toMatchObject({ project: 'my-project', instances: { primary: `${clusterName}/instances/primary` } });
    expect(cluster.cluster).toBeDefined();
  });
});

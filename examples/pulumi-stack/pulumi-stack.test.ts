import { type MockedProgram, type MockedProgramOptions, startMockedProgram } from '@alloydb-gke/pulumi/testing';
import { expect, it } from 'vitest';

const password = 'correct-horse';
const config = { 'project:image': 'gcr.io/my-project/orders:1.0.0', 'project:administratorPassword': password };

/** Each run is a program of its own: the file is loaded again. */
async function run(name: string, { config: more = {}, ...options }: MockedProgramOptions = {}): Promise<MockedProgram> {
  const program = await startMockedProgram({ ...options, config: { ...config, ...more } });
  const file: string = `./index.ts?${name}`;
  await import(file);
  return program;
}

it('a preview knows every value of every object in the cluster, while nothing exists', async () => {
  const program = await run('preview', { preview: true });
  const objects = (await program.resources()).filter(({ type }) => type.startsWith('kubernetes:'));
  expect(objects.map(({ type }) => type.split(':').pop()).sort()).toEqual([
    'Deployment',
    'Job',
    'Job',
    'Namespace',
    'Secret',
    'Service',
    'ServiceAccount',
  ]);
  expect(objects.flatMap(({ name, unknownInputs }) => unknownInputs.map((path) => `${name}: ${path}`))).toEqual([]);
});

it('everything is made in the order in which it is needed, protected, and without a password in clear text', async () => {
  const program = await run('made');
  const all = await program.resources();
  const urnOf = async (type: string, name?: string): Promise<string> => (await program.resource(type, name)).urn;
  const types = all.filter(({ custom }) => custom).map(({ type }) => type);
  expect(types).toEqual(
    expect.arrayContaining(['gcp:container/cluster:Cluster', 'gcp:alloydb/cluster:Cluster', 'gcp:compute/network:Network']),
  );
  expect(types.filter((type) => type === 'gcp:alloydb/instance:Instance')).toHaveLength(2);

  const gke = await program.resource('container/cluster:Cluster');
  expect(gke.inputs).toMatchObject({ enableAutopilot: true, deletionProtection: true, location: 'us-central1' });
  const provider = await urnOf('pulumi:providers:kubernetes');
  const namespace = await urnOf(':Namespace');
  for (const one of all.filter(({ type }) => type.startsWith('kubernetes:'))) {
    expect(one.provider, one.name).toContain(provider);
    if (!one.type.endsWith(':Namespace')) expect(one.dependsOn, one.name).toContain(namespace);
  }
  expect((await program.resource(':Namespace')).dependsOn).toContain(gke.urn);
  // The workload identity pool comes with the first cluster of a project.
  expect((await program.resource('serviceaccount/iAMMember:IAMMember')).dependsOn).toContain(namespace);
  const application = await urnOf(':AlloyDBApplication');
  const deployment = await program.resource(':Deployment');
  expect(deployment.parent).toBe(application);
  expect(deployment.dependsOn).toEqual(expect.arrayContaining([await urnOf(':Job', 'orders-test-job'), await urnOf('alloydb/user:User')]));

  const guarded = all.filter(({ protect }) => protect).map(({ type }) => type.split(':').pop());
  expect(guarded.sort()).toEqual(['Cluster', 'Cluster', 'Connection', 'GlobalAddress', 'Instance', 'Instance', 'Network', 'Subnetwork']);
  // Users go with a cluster that may go: this one may not.
  expect((await program.resource('alloydb/user:User')).deletedWith).toBeUndefined();

  expect((await program.resource('alloydb/cluster:Cluster')).secretInputs).toContain('initialUser.passwordWo');
  expect((await program.resource(':Secret')).secretInputs).toContain('stringData');
  for (const one of all.filter(({ secretInputs }) => secretInputs.length === 0)) {
    expect(JSON.stringify(one.inputs), one.name).not.toContain(password);
  }
});

it('on the way out nothing is protected, and the users go with their cluster', async () => {
  const program = await run('unprotected', { config: { 'project:deletionProtection': 'false' } });
  expect((await program.resources()).filter(({ protect }) => protect)).toEqual([]);
  const cluster = await program.resource('alloydb/cluster:Cluster');
  expect(cluster.inputs).toMatchObject({ deletionProtection: false, deletionPolicy: 'FORCE' });
  expect((await program.resource('alloydb/user:User')).deletedWith).toBe(cluster.urn);
});

it('a GKE cluster that exists is checked and taken with its network, and neither is made', async () => {
  const workloadIdentityConfigs = [{ workloadPool: 'apps.svc.id.goog' }];
  const network = 'projects/my-project/global/networks/main';
  const program = await run('existing', {
    preview: true,
    config: { 'project:gkeCluster': 'apps', 'project:networkIsConnected': 'true' },
    call: (_, args) => ({ ...args, enableAutopilot: true, endpoint: '10.0.0.2', masterAuths: [], network, workloadIdentityConfigs }),
  });
  const types = (await program.resources()).map(({ type }) => type);
  for (const type of ['container/cluster:Cluster', 'compute/network:Network', 'servicenetworking/connection:Connection']) {
    expect(types).not.toContain(`gcp:${type}`);
  }
  expect((await program.resource('alloydb/cluster:Cluster')).inputs['networkConfig']).toEqual({ network });
  const member = 'serviceAccount:apps.svc.id.goog[shop/orders]';
  expect((await program.resource('serviceaccount/iAMMember:IAMMember')).inputs).toMatchObject({ member });
  expect((await program.resource(':Deployment')).unknownInputs).toEqual([]);
});

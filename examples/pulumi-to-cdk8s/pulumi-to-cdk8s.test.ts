import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@alloydb-gke/cdk8s';
import { type MockedProgram, type RegisteredResource, startMockedProgram } from '@alloydb-gke/pulumi/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const network = 'projects/my-project/global/networks/apps';

/** The files of a folder, by their names. */
function files(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

let fresh = '';
beforeAll(() => {
  fresh = mkdtempSync(join(tmpdir(), 'pulumi-to-cdk8s-'));
});
afterAll(() => rmSync(fresh, { recursive: true }));

describe('a preview of the Pulumi program', () => {
  let program: MockedProgram;
  let resources: readonly RegisteredResource[] = [];
  beforeAll(async () => {
    program = await startMockedProgram({
      preview: true,
      config: { 'project:network': network, 'project:connections': join(fresh, 'connections') },
    });
    await import('./index');
    resources = await program.resources();
  });
  const namesOf = (matches: (resource: RegisteredResource) => boolean): readonly string[] =>
    resources
      .filter(matches)
      .map(({ name }) => name)
      .sort();

  it('knows every value of every resource', () => {
    expect(resources.flatMap(({ name, unknownInputs }) => unknownInputs.map((path) => `${name}: ${path}`))).toEqual([]);
  });

  it('writes the connection of each team', () => {
    expect(files(join(fresh, 'connections'))).toEqual(files(join(__dirname, 'connections', 'dev')));
  });

  it('makes the network, the cluster and the users, and protects what holds data', () => {
    const isOfGoogle = ({ type }: RegisteredResource): boolean => /^gcp:(alloydb|compute|servicenetworking)\//.test(type);
    expect(namesOf(isOfGoogle)).toEqual([
      'alloydb-admin-user',
      'orders-user',
      'reports-user',
      'shop-cluster',
      'shop-primary',
      'shop-read',
      'shop-services-connection',
      'shop-services-range',
    ]);
    expect(namesOf(({ protect }) => protect === true)).toEqual([
      'shop-cluster',
      'shop-primary',
      'shop-read',
      'shop-services-connection',
      'shop-services-range',
    ]);
  });

  it('leaves the Kubernetes service accounts of the teams to their manifests', () => {
    expect(namesOf(({ type }) => type.startsWith('kubernetes:core/v1:ServiceAccount'))).toEqual(['alloydb-admin-service-account']);
    expect(namesOf(({ type }) => type.startsWith('kubernetes:'))).toEqual([
      'alloydb-admin',
      'alloydb-admin-service-account',
      'apps-cluster',
      'orders-grants-job',
      'reports-grants-job',
    ]);
  });

  it('lets the administrator alone make grants, after it has its user and its roles', async () => {
    const { inputs, dependsOn } = await program.resource(':Job', 'orders-grants-job');
    expect(inputs).toMatchObject({ spec: { template: { spec: { serviceAccountName: 'alloydb-admin' } } } });
    const needed = ['alloydb-admin-user', 'alloydb-admin-alloydb-databaseUser', 'alloydb-admin-workloadIdentityUser', 'orders-user'];
    for (const name of needed) expect(dependsOn).toContain(resources.find((one) => one.name === name)?.urn);
    const roles = (await program.resource('alloydb/user:User', 'orders-user')).inputs['databaseRoles'];
    expect(roles).toEqual(['alloydbiamuser']);
  });

  it('annotates the cluster of the GitOps tool with the same connections', async () => {
    const { metadata } = (await program.resource(':Secret')).inputs as { metadata: { annotations: Record<string, string> } };
    for (const team of ['orders', 'reports']) {
      const written = Connection.parse(readFileSync(join(fresh, 'connections', `${team}.json`), 'utf8'));
      expect(Connection.fromAnnotations(metadata.annotations, team)).toEqual(written);
    }
  });
});

it('the cdk8s app writes from them what is in dist', async () => {
  vi.stubEnv('CONNECTIONS', join(fresh, 'connections'));
  vi.stubEnv('CDK8S_OUTDIR', join(fresh, 'dist'));
  await import('./apps/main');
  vi.unstubAllEnvs();
  expect(files(join(fresh, 'dist'))).toEqual(files(join(__dirname, 'dist')));
});

import { Connection, type Manifest } from '@alloydb-gke/core';
import { type EmulatorSpec, specForConnection } from '@alloydb-gke/emulator';
import { AlloyDBApplication } from '@alloydb-gke/pulumi';
import { startMockedProgram } from '@alloydb-gke/pulumi/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PodPlan } from '../../../packages/rehearsal/src/pod-plan/pod-plan';
import { asOnNode } from '../../rehearsal/agreement/node/as-on-node';
import { type CloudOfNode, startCloud } from '../../rehearsal/agreement/node/cloud-of-node';
import { addImagesFor } from '../../rehearsal/agreement/node/images-of-node';
import { available } from '../../support/availability/available';
import { nodeForTests } from '../../support/kubernetes-node/node-for-tests';
import { addPsqlImage } from './psql-image';

const authProxy = available('auth-proxy');
const postgresql = available('postgresql');
const here = authProxy.here && postgresql.here && available('kubernetes-node').here;

const namespace = 'pulumi-objects';
const clusterName = 'projects/my-project/locations/us-central1/clusters/shop';
const image = 'example.com/shop/orders:1.4.2';
// The whole name: the node looks for a short one elsewhere.
const clientImage = 'docker.io/library/postgres:17';

/** What the program registers with the Kubernetes provider. Nothing of it is changed but by what the node lacks. */
async function registered(): Promise<{ readonly connection: Connection; readonly objects: readonly Manifest[] }> {
  const program = await startMockedProgram();
  const { access } = new AlloyDBApplication('orders', {
    access: {
      cluster: { clusterName, instances: { primary: 'primary', read: 'read-pool' } },
      auth: 'iam',
      databaseName: 'orders',
      namespace,
    },
    image,
    port: 8080,
    service: {},
    grants: { administrator: { passwordSecret: { name: 'alloydb-admin', key: 'password' } }, schemas: ['public', 'sales'], clientImage },
    connectionTest: { clientImage },
  });
  const all = await program.resources();
  const document = all.find(({ type }) => type.endsWith(':DatabaseAccess'))?.outputs?.['connection'] as object;
  expect(access).toBeDefined();
  return {
    connection: Connection.parse(document),
    objects: all.flatMap(({ type, inputs }) => (type.startsWith('kubernetes:') ? [inputs as unknown as Manifest] : [])),
  };
}

/** Everything but the database, which the grants make. */
function specOf(connection: Connection): EmulatorSpec {
  const spec = specForConnection(connection);
  const { databases: _, ...cluster } = spec.clusters[clusterName] ?? { instances: {} };
  const users = { ...cluster.users, postgres: { auth: 'built-in' as const, password: 'hunter2', databaseRoles: ['alloydbsuperuser'] } };
  return { ...spec, clusters: { [clusterName]: { ...cluster, users } } };
}

describe.skipIf(!here)('the objects that a Pulumi program registers, on a real node', () => {
  const node = nodeForTests();
  let cloud: CloudOfNode;
  let objects: readonly Manifest[] = [];

  const one = (kind: string, part = ''): Manifest => {
    const found = objects.find((object) => object.kind === kind && object.metadata?.name?.includes(part));
    if (!found) throw new Error(`There is no ${kind} "${part}".`);
    return found;
  };
  const apply = async (object: Manifest): Promise<void> => node().apply(namespace, [asOnNode(object, cloud.addresses)]);
  const completed = async (job: Manifest): Promise<string> => {
    await apply(job);
    const name = `job/${job.metadata?.name}`;
    const place = ['--namespace', namespace];
    const logs = (): Promise<string> => node().kubectl(['logs', name, '--all-containers', '--prefix', '--ignore-errors', ...place]);
    await node()
      .kubectl(['wait', '--for=condition=Complete', name, '--timeout=120s', ...place])
      .catch(async (error) => Promise.reject(new Error(`${error}\n${await logs()}`)));
    return logs();
  };

  beforeAll(async () => {
    if (!authProxy.here || !postgresql.here) return;
    const { connection, objects: all } = await registered();
    objects = all;
    const plan = {
      initContainers: [{ image: proxyImage(one('Deployment')), role: 'proxy' }],
      containers: [{ image, role: 'application' }],
    };
    cloud = await startCloud(node().address, specOf(connection));
    await Promise.all([
      addImagesFor([plan as unknown as PodPlan], node().address, cloud, authProxy.values.program),
      addPsqlImage(node().address, clientImage, postgresql.values.programs),
      node().createRestrictedNamespace(namespace),
    ]);
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alloydb-admin' }, stringData: { password: 'hunter2' } };
    await node().apply(namespace, [secret, one('ServiceAccount'), one('Service')]);
  });
  afterAll(async () => {
    await cloud?.stop();
  });

  it('make grants, test the connection and run the application, one after the other', async () => {
    expect(await completed(one('Job', 'grants'))).toContain('GRANT');
    // The same statements find everything as it should be.
    const again = structuredClone(one('Job', 'grants')) as Manifest;
    expect(await completed({ ...again, metadata: { ...again.metadata, name: 'grants-again' } })).toContain('GRANT');
    const test = await completed(one('Job', 'test'));
    expect(test).toMatch(/primary\s*\|\s*orders@my-project\.iam\s*\|\s*orders\s*\|\s*f/);
    expect(test).toMatch(/read\s*\|\s*orders@my-project\.iam\s*\|\s*orders\s*\|\s*t/);
    await apply(one('Deployment'));
    await node().kubectl(['rollout', 'status', 'deployment/orders', '--timeout=120s', '--namespace', namespace]);
  });
});

function proxyImage({ spec }: Manifest): string {
  const { template } = spec as { readonly template: { readonly spec: { readonly initContainers: readonly [{ readonly image: string }] } } };
  return template.spec.initContainers[0].image;
}

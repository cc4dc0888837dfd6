import type { Manifest } from '@alloydb-gke/core';
import { type ClusterSpec, type EmulatorSpec, specForConnection } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeSpecs } from '../../../packages/rehearsal/src/cloud-side/merge-specs';
import type { PodPlan } from '../../../packages/rehearsal/src/pod-plan/pod-plan';
import { asOnNode } from '../../rehearsal/agreement/node/as-on-node';
import { type CloudOfNode, startCloud } from '../../rehearsal/agreement/node/cloud-of-node';
import { addImagesFor } from '../../rehearsal/agreement/node/images-of-node';
import { available } from '../../support/availability/available';
import { nodeForTests } from '../../support/kubernetes-node/node-for-tests';
import { type ExampleObjects, exampleObjects } from './example-objects';
import { addPsqlImage } from './psql-image';

const authProxy = available('auth-proxy');
const postgresql = available('postgresql');
const here = authProxy.here && postgresql.here && available('kubernetes-node').here;

const namespace = 'shop';
const existingNamespace = 'shop-existing';
// The whole name, as the node completes the short one.
const clientImage = 'docker.io/library/postgres:17';

const stack = exampleObjects('pulumi-stack');
// Both are in a namespace of the same name.
const existing = exampleObjects('pulumi-existing', (text) => text.replaceAll('"namespace":"shop"', `"namespace":"${existingNamespace}"`));

/** For the stack everything but the database, which the grants make. */
function spec(): EmulatorSpec {
  const { clusters, ...rest } = specForConnection(stack.connection);
  const made = Object.entries(clusters).map(([name, { databases: _, ...cluster }]): [string, ClusterSpec] => {
    const postgres = { auth: 'built-in' as const, password: 'hunter2', databaseRoles: ['alloydbsuperuser'] };
    return [name, { ...cluster, users: { ...cluster.users, postgres } }];
  });
  return mergeSpecs([{ ...rest, clusters: Object.fromEntries(made) }, specForConnection(existing.connection)]);
}

function one({ objects }: ExampleObjects, kind: string, part = ''): Manifest {
  const found = objects.find((object) => object.kind === kind && object.metadata?.name?.includes(part));
  if (!found) throw new Error(`There is no ${kind} "${part}".`);
  return found;
}

describe.skipIf(!here)('the objects that the engine sends for the examples, on a real node', () => {
  const node = nodeForTests();
  let cloud: CloudOfNode;

  const apply = async (object: Manifest, place = namespace): Promise<void> => node().apply(place, [asOnNode(object, cloud.addresses)]);
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
  const ready = async (place: string): Promise<string> =>
    node().kubectl(['rollout', 'status', 'deployment/orders', '--timeout=120s', '--namespace', place]);

  beforeAll(async () => {
    if (!authProxy.here || !postgresql.here) return;
    cloud = await startCloud(node().address, spec());
    const applications = [stack, existing].map((example) => imageOf(one(example, 'Deployment'), 'containers'));
    const plan = {
      initContainers: [{ image: imageOf(one(stack, 'Deployment'), 'initContainers'), role: 'proxy' }],
      containers: applications.map((image) => ({ image, role: 'application' })),
    };
    await Promise.all([
      addImagesFor([plan as unknown as PodPlan], node().address, cloud, authProxy.values.program),
      addPsqlImage(node().address, clientImage, postgresql.values.programs),
      apply(one(stack, 'Namespace')).then(() => node().createRestrictedNamespace(namespace)),
      // The chart that exists says nothing of the security of its container.
      node().kubectl(['create', 'namespace', existingNamespace]),
    ]);
    // The engine shows no secret.
    const secret = { ...one(stack, 'Secret'), stringData: { password: 'hunter2' } } as Manifest;
    await node().apply(namespace, [secret, one(stack, 'ServiceAccount'), one(stack, 'Service')]);
  });
  afterAll(async () => {
    await cloud?.stop();
  });

  it('of pulumi-stack make grants, test the connection and run the application, one after the other; those of pulumi-existing run', async () => {
    await apply(one(existing, 'ServiceAccount'), existingNamespace);
    await apply(one(existing, 'Deployment'), existingNamespace);
    expect(await completed(one(stack, 'Job', 'grants'))).toContain('GRANT');
    // The same statements find everything as it should be.
    const again = structuredClone(one(stack, 'Job', 'grants')) as Manifest;
    expect(await completed({ ...again, metadata: { ...again.metadata, name: 'grants-again' } })).toContain('GRANT');
    const test = await completed(one(stack, 'Job', 'test'));
    expect(test).toMatch(/primary\s*\|\s*orders@shop-project\.iam\s*\|\s*orders\s*\|\s*f/);
    expect(test).toMatch(/read\s*\|\s*orders@shop-project\.iam\s*\|\s*orders\s*\|\s*t/);
    await apply(one(stack, 'Deployment'));
    await Promise.all([ready(namespace), ready(existingNamespace)]);
  });
});

function imageOf({ spec }: Manifest, list: 'containers' | 'initContainers'): string {
  const { template } = spec as { readonly template: { readonly spec: Record<typeof list, readonly [{ readonly image: string }]> } };
  return template.spec[list][0].image;
}

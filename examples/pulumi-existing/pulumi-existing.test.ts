import { startMockedProgram } from '@alloydb-gke/pulumi/testing';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { expect, it } from 'vitest';

const cluster = 'projects/my-project/locations/us-central1/clusters/shop';

it('the workloads of the chart get the proxy for the cluster that exists, and nothing of the cluster is made', async () => {
  const program = await startMockedProgram({ config: { 'project:cluster': cluster } });
  const { chart } = await import('./index');
  // What the Kubernetes provider makes of the chart: its objects are children of it.
  const containers = [{ name: 'app', image: 'gcr.io/my-project/orders:1.0.0' }];
  const labels = { app: 'orders' };
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } };
  new Deployment('orders', { metadata: { name: 'orders', namespace: 'shop' }, spec }, { parent: chart });

  const { inputs } = await program.resource(':Deployment');
  expect(inputs).toMatchObject({
    spec: {
      template: {
        spec: {
          serviceAccountName: 'orders',
          initContainers: [{ name: 'alloydb-auth-proxy', args: expect.arrayContaining([`${cluster}/instances/primary?port=5432`]) }],
          containers: [{ env: expect.arrayContaining([{ name: 'PGUSER', value: 'orders@my-project.iam' }]) }],
        },
      },
    },
  });
  const types = (await program.resources()).map(({ type }) => type);
  expect(types).not.toContain('gcp:alloydb/cluster:Cluster');
  expect(types).not.toContain('gcp:alloydb/instance:Instance');
  expect((await program.resource('alloydb/user:User')).inputs).toMatchObject({ cluster, userId: 'orders@my-project.iam' });
});

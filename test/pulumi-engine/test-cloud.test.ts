import { Cluster, Instance, User } from '@pulumi/gcp/alloydb';
import { IAMMember } from '@pulumi/gcp/projects';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { ServiceAccount } from '@pulumi/kubernetes/core/v1';
import { describe, expect } from 'vitest';
import { isEngineMissing, engineTest as it } from './support/engine-test';

const cluster = { clusterId: 'shop', location: 'us-central1', deletionProtection: false };
const primary = { instanceId: 'primary', instanceType: 'PRIMARY' };

/** What a test's own judge lets pass proves nothing: so it is tested itself. */
describe.skipIf(isEngineMissing)('the cloud of the tests', () => {
  it('refuses inputs that the SDK does not know, misses, or has of another type', async ({ stack }) => {
    const cluster = await stack.preview(async () => {
      new Cluster('wrong', { clusterId: 'shop', location: 'us-central1', networkConfig: { netwrk: 'x' }, databaseVersion: 17 } as never);
    });
    const deployment = await stack.preview(async () => {
      const container = { image: 'app:1', env: [{ name: 'A', value: 5 }], ports: [{ containerPort: 'http', port: 80 }] };
      new Deployment('wrong', { spec: { selector: {}, template: { spec: { containers: [container] } } } } as never);
    });
    expect([cluster.succeeded, deployment.succeeded]).toEqual([false, false]);
    for (const complaint of [
      'networkConfig.netwrk is no property',
      'databaseVersion is a number, and a string is wanted',
      'spec.template.spec.containers[0].name is missing',
      'spec.template.spec.containers[0].env[0].value is a number, and a string is wanted',
      'spec.template.spec.containers[0].ports[0].port is no property',
      'spec.template.spec.containers[0].ports[0].containerPort is a string, and a number is wanted',
    ]) {
      expect(cluster.printed + deployment.printed).toContain(complaint);
    }
  });

  it('refuses what is there already, what has no account, and what has no primary instance', async ({ stack }) => {
    const run = await stack.up(async () => {
      const metadata = { name: 'orders', namespace: 'shop' };
      const first = new ServiceAccount('first', { metadata });
      new ServiceAccount('second', { metadata }, { dependsOn: first });
      const { name } = new Cluster('shop', cluster);
      new User('orders', { cluster: name, userId: 'orders', userType: 'ALLOYDB_BUILT_IN' });
      new Instance('read', { cluster: name, instanceId: 'read', instanceType: 'READ_POOL' });
      const member = 'serviceAccount:nobody@shop-project.iam.gserviceaccount.com';
      new IAMMember('nobody', { project: 'shop-project', role: 'roles/alloydb.client', member });
    }, '--continue-on-error');
    expect(run.succeeded).toBe(false);
    expect(run.printed).toContain('Error 409: shop/orders already exists');
    expect(run.printed).toContain('Service account nobody@shop-project.iam.gserviceaccount.com does not exist.');
    expect(run.printed.match(/has no primary instance/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('refuses to remove a protected cluster, and a primary instance before its read pools', async ({ stack }) => {
    const program = async (): Promise<void> => {
      const { name } = new Cluster('shop', { ...cluster, deletionProtection: true });
      const made = new Instance('primary', { cluster: name, ...primary });
      new Instance('read', { cluster: name, instanceId: 'read', instanceType: 'READ_POOL' }, { dependsOn: made });
    };
    expect((await stack.up(program)).errors).toEqual([]);
    const withoutPrimary = await stack.up(async () => {
      const { name } = new Cluster('shop', { ...cluster, deletionProtection: true });
      new Instance('read', { cluster: name, instanceId: 'read', instanceType: 'READ_POOL' });
    });
    expect(withoutPrimary.printed).toContain('cannot be deleted while the cluster has read pool instances');
    // The read pool depends on the primary again: else both are removed at once, and which is first is chance.
    expect((await stack.up(program)).errors).toEqual([]);
    // This is why protecting the cluster alone is not enough.
    const destroyed = await stack.destroy();
    expect(destroyed.printed).toContain('without setting deletion_protection=false');
    expect(stack.cloud.objects.map(({ type }) => type)).toEqual(['gcp:alloydb/cluster:Cluster']);
  });
});

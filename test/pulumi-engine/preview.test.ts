import { AuthProxy, type ConnectionArgs, DatabaseAccess } from '@alloydb-gke/pulumi';
import { Account } from '@pulumi/gcp/serviceaccount';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { describe, expect } from 'vitest';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { existingConnection } from './support/existing-connection';
import { shop } from './support/shop-program';
import { unknownsOf } from './support/unknowns-of';

const spec = {
  selector: { matchLabels: { app: 'orders' } },
  template: { metadata: { labels: { app: 'orders' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } },
};

describe.skipIf(isEngineMissing)('a preview of the real engine', () => {
  it('knows every manifest, every user and every connection while nothing exists', async ({ stack }) => {
    const run = await stack.preview(shop());
    expect(run.errors).toEqual([]);
    expect(unknownsOf(run, /^kubernetes:/)).toEqual([]);
    expect(run.steps.filter(({ type }) => /^kubernetes:(apps|batch)/.test(type))).toHaveLength(4);
    expect(unknownsOf(run, /alloydb\/(user|instance|cluster)|projects\/iAMMember/)).toEqual([]);
    const users = run.steps.filter(({ type }) => type.endsWith(':User')).map(({ inputs }) => inputs['userId']);
    expect(users.sort()).toEqual(['admin', 'deployer@shop-project.iam', 'orders@shop-project.iam', 'reports']);
    const made = await stack.up(shop());
    const { addresses, ...connections } = made.outputs;
    expect(run.outputs).toMatchObject(connections);
  });

  it('knows all of a manifest but what Google chooses', async ({ stack }) => {
    const run = await stack.preview(async () => {
      const account = new Account('orders', { accountId: 'orders-account' });
      const cluster = { clusterName: 'projects/shop-project/locations/us-central1/clusters/shop', instances: { primary: 'primary' } };
      const existingIamServiceAccount = account.email;
      const args = { cluster, databaseName: 'orders', namespace: 'shop', existingIamServiceAccount };
      const { connection } = new DatabaseAccess('orders', { ...args, auth: 'iam' });
      const proxy = new AuthProxy('proxy', { connection });
      new Deployment('orders', { spec }, { transforms: [proxy.transform] });
    });
    expect(run.errors).toEqual([]);
    // The user that the e-mail is, and nothing else.
    expect(unknownsOf(run, /:Deployment$/)).toEqual(['orders.spec.template.spec.containers.0.env.3.value']);
  });

  it('fails on no value that it does not know, and `up` then says what is wrong with it', async ({ stack }) => {
    const program = async (): Promise<void> => {
      const account = new Account('orders', { accountId: 'orders-account' });
      // An e-mail is no instance URI.
      const connection: ConnectionArgs = { ...existingConnection, instances: { primary: account.email } };
      const proxy = new AuthProxy('proxy', { connection });
      new Deployment('orders', { spec }, { transforms: [proxy.transform] });
    };
    const preview = await stack.preview(program);
    expect([preview.errors, preview.succeeded]).toEqual([[], true]);
    const up = await stack.up(program);
    expect(up.succeeded).toBe(false);
    expect(up.printed).toContain('"orders-account@shop-project.iam.gserviceaccount.com"');
    expect(stack.cloud.objects.map(({ type }) => type)).toEqual(['gcp:serviceaccount/account:Account']);
  });
});

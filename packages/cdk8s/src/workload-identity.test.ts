import { Connection, type Identity, workloadIdentityAnnotation } from '@alloydb-gke/core';
import { Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { WorkloadIdentity, type WorkloadIdentityProps } from './workload-identity';

const email = 'orders@my-project.iam.gserviceaccount.com';

function connectionAs(identity: Identity): Connection {
  return Connection.of({
    auth: 'built-in',
    databaseName: 'shop',
    databaseUser: 'orders',
    instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
    identity,
  });
}

const linked: Identity = { kubernetesServiceAccount: 'orders', iamServiceAccount: email };

function written(identity: Identity, props: Omit<WorkloadIdentityProps, 'connection'> = {}, namespace?: string): readonly unknown[] {
  const chart = new Chart(Testing.app(), 'shop', namespace === undefined ? {} : { namespace });
  new WorkloadIdentity(chart, 'identity', { connection: connectionAs(identity), ...props });
  return Testing.synth(chart) as readonly unknown[];
}

describe('the Kubernetes service account of a connection', () => {
  it('is linked to the IAM service account by its annotation, and gets no token of the Kubernetes API', () => {
    expect(written(linked)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'orders', annotations: { [workloadIdentityAnnotation]: email } },
        automountServiceAccountToken: false,
      },
    ]);
  });

  it('has no annotation where it has the roles itself', () => {
    expect(written({ kubernetesServiceAccount: 'orders' })).toEqual([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'orders' }, automountServiceAccountToken: false },
    ]);
  });

  it('is linked to whom it impersonates others from, not to whom the proxy impersonates', () => {
    const source = 'pods@my-project.iam.gserviceaccount.com';
    const impersonated: Identity = { ...linked, form: 'impersonated' };
    expect(written(impersonated)).toMatchObject([{ metadata: { name: 'orders' } }]);
    expect(JSON.stringify(written(impersonated))).not.toContain(email);
    expect(written({ ...impersonated, sourceIamServiceAccount: source })).toMatchObject([
      { metadata: { annotations: { [workloadIdentityAnnotation]: source } } },
    ]);
  });

  it('is in the namespace that the identity names, or else in that of the chart', () => {
    expect(written(linked, {}, 'shop')).toMatchObject([{ metadata: { namespace: 'shop' } }]);
    expect(written({ ...linked, namespace: 'payments' }, {}, 'shop')).toMatchObject([{ metadata: { namespace: 'payments' } }]);
  });

  it('carries labels and annotations of its own, after those of the organisation', () => {
    const props = { labels: { team: 'payments' }, annotations: { note: 'x' }, defaults: { labels: { team: 'platform', tier: 'web' } } };
    expect(written(linked, { ...props, automountServiceAccountToken: true })).toMatchObject([
      {
        metadata: { labels: { team: 'payments', tier: 'web' }, annotations: { note: 'x', [workloadIdentityAnnotation]: email } },
        automountServiceAccountToken: true,
      },
    ]);
  });

  it('never loses its link to an annotation of the user', () => {
    expect(written(linked, { annotations: { [workloadIdentityAnnotation]: 'somebody@else' } })).toMatchObject([
      { metadata: { annotations: { [workloadIdentityAnnotation]: email } } },
    ]);
  });
});

describe('an identity without a connection', () => {
  it('is refused', () => {
    expect(() => new WorkloadIdentity(Testing.chart(), 'identity', {} as WorkloadIdentityProps)).toThrow(
      'test/identity: The construct has no connection. Set connection to a Connection, made with Connection.of({ … }) or Connection.parse(document).',
    );
  });
});

describe('the commands of an identity', () => {
  const gkeCluster = { name: 'apps', location: 'us-central1', project: 'my-project' };
  const textOf = (identity: WorkloadIdentity): string =>
    identity
      .commands({ gkeCluster, workloadPool: 'my-project.svc.id.goog' })
      .flatMap(({ commands }) => commands)
      .join('\n');

  it('are for the namespace of the chart, where the identity names none', () => {
    const chart = new Chart(Testing.app(), 'shop', { namespace: 'payments' });
    expect(textOf(new WorkloadIdentity(chart, 'identity', { connection: connectionAs(linked) }))).toContain('[payments/orders]');
    const named = connectionAs({ ...linked, namespace: 'shop' });
    expect(textOf(new WorkloadIdentity(chart, 'other', { connection: named }))).toContain('[shop/orders]');
  });

  it('annotate the Kubernetes service account only where it is adopted', () => {
    const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
    const connection = connectionAs(linked);
    expect(textOf(new WorkloadIdentity(chart, 'adopted', { connection, adopt: true }))).toContain('kubectl annotate serviceaccount orders');
    expect(textOf(new WorkloadIdentity(chart, 'own', { connection }))).not.toContain('kubectl annotate');
  });
});

describe('a Kubernetes service account that exists', () => {
  it('is adopted: nothing is written, and its name is known', () => {
    const chart = Testing.chart();
    const identity = new WorkloadIdentity(chart, 'identity', { connection: connectionAs(linked), adopt: true });
    expect(identity.kubernetesServiceAccount).toBe('orders');
    expect(identity.serviceAccount).toBeUndefined();
    expect(Testing.synth(chart)).toEqual([]);
  });

  it('is not changed: what would change it is refused, all at once', () => {
    const props = { adopt: true, labels: { a: 'b' }, annotations: { a: 'b' }, automountServiceAccountToken: false };
    expect(() => written(linked, props)).toThrow(
      [
        '3 problems:',
        '  - shop/identity: The Kubernetes service account "orders" is adopted, and annotations is set for it. Remove annotations: an adopted service account is left as it is.',
        '  - shop/identity: The Kubernetes service account "orders" is adopted, and labels is set for it. Remove labels: an adopted service account is left as it is.',
        '  - shop/identity: The Kubernetes service account "orders" is adopted, and automountServiceAccountToken is set for it. Remove automountServiceAccountToken: an adopted service account is left as it is.',
      ].join('\n'),
    );
  });
});

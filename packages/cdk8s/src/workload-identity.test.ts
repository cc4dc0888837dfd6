import { Connection, type Identity, workloadIdentityAnnotation } from '@alloydb-gke/core';
import { App, Chart, Testing } from 'cdk8s';
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
  const chart = new Chart(new App(), 'shop', namespace === undefined ? {} : { namespace });
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

describe('properties that cannot be right', () => {
  const refused = (props: unknown): (() => unknown) => {
    return () => new WorkloadIdentity(new Chart(new App(), 'test'), 'identity', props as WorkloadIdentityProps);
  };

  it('are refused without a connection', () => {
    expect(refused({})).toThrow(
      'test/identity: The field "connection" is missing. Set "connection", a Connection, made with Connection.of({ … }) or Connection.parse(document).',
    );
    expect(refused(undefined)).toThrow(
      'test/identity: undefined is not an object. Write an object with the fields connection, adopt, annotations, labels, automountServiceAccountToken, defaults.',
    );
  });

  it('are refused all at once', () => {
    const props = {
      connection: { auth: 'iam' },
      adopt: 'no',
      adpot: true,
      labels: { a: 1 },
      annotations: { 'a b': 'x' },
      defaults: { label: {}, labels: 'x' },
    };
    expect(refused(props)).toThrow(
      [
        '7 problems:',
        '  - test/identity: There is no field "adpot" here. Did you mean "adopt"?',
        '  - test/identity.connection: {"auth":"iam"} is not a Connection. Make one with Connection.of({ … }) or Connection.parse(document).',
        '  - test/identity.adopt: "no" is not true or false. Put true or false here.',
        '  - test/identity.defaults: There is no field "label" here. Did you mean "labels"?',
        '  - test/identity.defaults.labels: "x" is not an object of labels. Put an object of labels here.',
        '  - test/identity.annotations: "a b" cannot be the name of a label or an annotation. Use 1 to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit. A DNS name with a "/" may stand before it: "acme.dev/team".',
        '  - test/identity.labels.a: 1 is not text. Put text here.',
      ].join('\n'),
    );
  });

  it('may hold the connection of another copy of the library', () => {
    const document = { toJSON: () => connectionAs(linked).toJSON() };
    expect(refused({ connection: document })).not.toThrow();
  });
});

describe('two identities of one name', () => {
  const two = (namespaces: readonly [string, string], adopt: boolean, charts: readonly [string, string]): (() => string) => {
    const app = new App();
    for (const [index, id] of charts.entries()) {
      const chart = (app.node.tryFindChild(id) as Chart | undefined) ?? new Chart(app, id);
      const connection = connectionAs({ ...linked, namespace: namespaces[index] ?? '' });
      new WorkloadIdentity(chart, `identity-${index}`, { connection, adopt: index === 1 && adopt });
    }
    return () => app.synthYaml();
  };

  it('are refused in one chart, with how one of them can be adopted', () => {
    expect(two(['shop', 'shop'], false, ['all', 'all'])).toThrow(
      [
        'Validation failed with the following errors:',
        '  [all/identity-1] The Kubernetes service account "orders" is made twice in one chart: by "all/identity-0" and by "all/identity-1". Set adopt to true (AlloyDBApplication: adoptServiceAccount) for one of them.',
      ].join('\n'),
    );
  });

  it('are right where one is adopted, where they are in two namespaces, and in two charts, which may be for two clusters', () => {
    expect(two(['shop', 'shop'], true, ['all', 'all'])).not.toThrow();
    expect(two(['shop', 'payments'], false, ['all', 'all'])).not.toThrow();
    expect(two(['shop', 'shop'], false, ['staging', 'production'])).not.toThrow();
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
    const chart = new Chart(new App(), 'shop', { namespace: 'payments' });
    expect(textOf(new WorkloadIdentity(chart, 'identity', { connection: connectionAs(linked) }))).toContain('[payments/orders]');
    const named = connectionAs({ ...linked, namespace: 'shop' });
    expect(textOf(new WorkloadIdentity(chart, 'other', { connection: named }))).toContain('[shop/orders]');
  });

  it('annotate the Kubernetes service account only where it is adopted', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const connection = connectionAs(linked);
    expect(textOf(new WorkloadIdentity(chart, 'adopted', { connection, adopt: true }))).toContain('kubectl annotate serviceaccount orders');
    expect(textOf(new WorkloadIdentity(chart, 'own', { connection }))).not.toContain('kubectl annotate');
  });

  it('follow the defaults of the organisation, unless the options say others', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const defaults = { image: { registry: 'mirror.acme.example/proxies' }, platform: 'autopilot' } as const;
    const identity = new WorkloadIdentity(chart, 'identity', { connection: connectionAs(linked), defaults });
    expect(textOf(identity)).toContain('"image": "mirror.acme.example/proxies/alloydb-auth-proxy:');
    expect(textOf(identity)).not.toContain('node-pools');
    const standard = identity.commands({ gkeCluster, workloadPool: 'my-project.svc.id.goog', defaults: {} });
    expect(standard.map(({ title }) => title)).toContain('Switch Workload Identity on for every node pool');
  });
});

describe('a Kubernetes service account that exists', () => {
  it('is adopted: nothing is written, and its name is known', () => {
    const chart = new Chart(new App(), 'test');
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

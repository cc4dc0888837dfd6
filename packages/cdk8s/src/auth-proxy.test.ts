import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, type Manifest } from '@alloydb-gke/core';
import { ApiObject, App, Chart, Include, JsonPatch, Testing, Yaml } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus33 from 'cdk8s-plus-33';
import type { IConstruct } from 'constructs';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { AuthProxy } from './auth-proxy';

const connection = Connection.of({
  auth: 'iam',
  databaseName: 'shop',
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

interface Pod {
  readonly serviceAccountName?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly containers: readonly { readonly name: string; readonly env?: readonly { readonly name: string; readonly value?: string }[] }[];
  readonly initContainers?: readonly { readonly name: string; readonly restartPolicy?: string; readonly args?: readonly string[] }[];
}

/** The pod of a manifest: what has containers. */
function podOf(value: unknown): Pod {
  if (typeof value !== 'object' || value === null) throw new Error('There is no pod.');
  if ('containers' in value) return value as Pod;
  const fields = value as { readonly spec?: unknown; readonly template?: unknown; readonly jobTemplate?: unknown };
  return podOf(fields.spec ?? fields.jobTemplate ?? fields.template);
}

function synthesised(define: (chart: Chart) => void): readonly Manifest[] {
  const chart = new Chart(new App(), 'test');
  define(chart);
  return Testing.synth(chart) as readonly Manifest[];
}

function expectProxy(manifest: Manifest | undefined): void {
  const pod = podOf(manifest);
  expect(pod.initContainers?.[0]).toMatchObject({ name: 'alloydb-auth-proxy', restartPolicy: 'Always' });
  expect(pod.initContainers?.[0]?.args).toContain('--auto-iam-authn');
  expect(pod.serviceAccountName).toBe('orders');
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(0);
  expect(pod.containers[0]?.env).toContainEqual({ name: 'PGUSER', value: 'orders@my-project.iam' });
}

const labels = { app: 'orders' };
const containers = [{ name: 'app', image: 'orders:1.0.0' }];
const template = { metadata: { labels }, spec: { containers } };
const jobTemplate = { spec: { template: { spec: { containers, restartPolicy: 'Never' } } } };

describe('attaching to API objects', () => {
  it.each([
    ['Pod', 'v1', { containers }],
    ['Deployment', 'apps/v1', { selector: { matchLabels: labels }, template }],
    ['StatefulSet', 'apps/v1', { serviceName: 'orders', selector: { matchLabels: labels }, template }],
    ['DaemonSet', 'apps/v1', { selector: { matchLabels: labels }, template }],
    ['ReplicaSet', 'apps/v1', { selector: { matchLabels: labels }, template }],
    ['Job', 'batch/v1', jobTemplate.spec],
    ['CronJob', 'batch/v1', { schedule: '0 3 * * *', jobTemplate }],
    ['Rollout', 'argoproj.io/v1alpha1', { template }],
  ])('gives a %s the proxy', (kind, apiVersion, spec) => {
    const [manifest] = synthesised((chart) => {
      const workload = new ApiObject(chart, 'workload', { apiVersion, kind, spec });
      new AuthProxy(chart, 'alloydb', { connection }).attachTo(workload);
    });
    expectProxy(manifest);
    expect(manifest).toMatchObject({ apiVersion, kind });
  });
});

describe.each([
  ['cdk8s-plus-27', plus27],
  ['cdk8s-plus-33', plus33],
] as const)('attaching to what %s makes', (_, plus) => {
  const { k8s } = plus as typeof plus33;
  const typed = { metadata: { labels }, spec: { containers } };
  const workloads: Readonly<Record<string, (chart: Chart) => IConstruct>> = {
    KubeDeployment: (chart) => new k8s.KubeDeployment(chart, 'w', { spec: { selector: { matchLabels: labels }, template: typed } }),
    KubeStatefulSet: (chart) =>
      new k8s.KubeStatefulSet(chart, 'w', { spec: { selector: { matchLabels: labels }, serviceName: 'w', template: typed } }),
    KubeDaemonSet: (chart) => new k8s.KubeDaemonSet(chart, 'w', { spec: { selector: { matchLabels: labels }, template: typed } }),
    KubePod: (chart) => new k8s.KubePod(chart, 'w', { spec: { containers } }),
    KubeJob: (chart) => new k8s.KubeJob(chart, 'w', { spec: jobTemplate.spec }),
    KubeCronJob: (chart) => new k8s.KubeCronJob(chart, 'w', { spec: { schedule: '0 3 * * *', jobTemplate } }),
    Pod: (chart) => new plus.Pod(chart, 'w', { containers: [{ image: 'orders:1.0.0', name: 'app' }] }),
    Deployment: (chart) => new plus.Deployment(chart, 'w', { containers: [{ image: 'orders:1.0.0', name: 'app' }] }),
    DaemonSet: (chart) => new plus.DaemonSet(chart, 'w', { containers: [{ image: 'orders:1.0.0', name: 'app' }] }),
    Job: (chart) => new plus.Job(chart, 'w', { containers: [{ image: 'orders:1.0.0', name: 'app' }] }),
    CronJob: (chart) =>
      new plus.CronJob(chart, 'w', {
        containers: [{ image: 'orders:1.0.0', name: 'app' }],
        schedule: { expressionString: '0 3 * * *' } as plus33.CronJobProps['schedule'],
      }),
    StatefulSet: (chart) =>
      new plus.StatefulSet(chart, 'w', {
        containers: [{ image: 'orders:1.0.0', name: 'app' }],
        service: new plus.Service(chart, 's', { ports: [{ port: 80 }] }) as never,
      }),
  };

  it.each(Object.keys(workloads))('gives a %s the proxy, and loses none of its fields', (name) => {
    const [before] = synthesised((chart) => workloads[name]?.(chart)).filter(({ kind }) => kind !== 'Service');
    const [after] = synthesised((chart) => {
      const workload = workloads[name]?.(chart);
      if (workload) new AuthProxy(chart, 'alloydb', { connection }).attachTo(workload);
    }).filter(({ kind }) => kind !== 'Service');
    expectProxy(after);
    expect(after).toMatchObject({ ...before });
  });

  it('keeps numbers and quantities, which a JSON patch would lose', () => {
    const [manifest] = synthesised((chart) => {
      const workload = workloads['KubeDeployment']?.(chart);
      if (workload) new AuthProxy(chart, 'alloydb', { connection }).attachTo(workload);
    });
    expect(podOf(manifest).initContainers?.[0]).toMatchObject({
      startupProbe: { httpGet: { port: 9090 } },
      resources: { requests: { cpu: '100m', memory: '99Mi' }, limits: { memory: '99Mi' } },
    });
  });
});

describe('attaching to included YAML', () => {
  const folder = mkdtempSync(join(tmpdir(), 'include-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const url = join(folder, 'app.yaml');
  Yaml.save(url, [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'included' }, spec: { selector: { matchLabels: labels }, template } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: 'b' } },
  ]);

  it('gives its workloads the proxy, and leaves the rest alone', () => {
    const [deployment, settings] = synthesised((chart) => {
      const included = new Include(chart, 'included', { url });
      new AuthProxy(chart, 'alloydb', { connection }).attachToAll(included);
    });
    expectProxy(deployment);
    expect(settings).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: 'b' } });
  });
});

describe('one proxy', () => {
  const deployment = (chart: Chart, id: string): ApiObject =>
    new ApiObject(chart, id, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: id }, spec: { template } });

  it('serves several workloads, given at once or one after another', () => {
    const manifests = synthesised((chart) => {
      const [a, b, c] = [deployment(chart, 'a'), deployment(chart, 'b'), deployment(chart, 'c')];
      const proxy = new AuthProxy(chart, 'alloydb', { connection }).attachTo(a, b).attachTo(c, a);
      expect(proxy.workloads).toEqual(['test/a', 'test/b', 'test/c']);
    });
    expect(manifests).toHaveLength(3);
    for (const manifest of manifests) expectProxy(manifest);
  });

  it('does not mind whether JSON patches come before it or after it', () => {
    const patch = JsonPatch.add('/spec/template/spec/dnsPolicy', 'Default');
    const [before] = synthesised((chart) => {
      const workload = deployment(chart, 'a');
      workload.addJsonPatch(patch);
      new AuthProxy(chart, 'alloydb', { connection }).attachTo(workload);
    });
    const [after] = synthesised((chart) => {
      const workload = deployment(chart, 'a');
      new AuthProxy(chart, 'alloydb', { connection }).attachTo(workload);
      workload.addJsonPatch(patch);
    });
    expectProxy(after);
    expect(podOf(after)).toMatchObject({ dnsPolicy: 'Default' });
    expect(after).toEqual(before);
  });

  it('writes no object of its own', () => {
    expect(synthesised((chart) => new AuthProxy(chart, 'alloydb', { connection }).attachTo(deployment(chart, 'a')))).toHaveLength(1);
  });

  it('is a mixin: chart.with(proxy) attaches it to every workload of the chart', () => {
    const manifests = synthesised((chart) => {
      deployment(chart, 'a');
      new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
      const proxy = new AuthProxy(chart, 'alloydb', { connection });
      chart.with(proxy);
      expect(proxy.workloads).toEqual(['test/a']);
    });
    expectProxy(manifests[0]);
    expect(manifests[1]).toMatchObject({ kind: 'ConfigMap' });
  });

  it('reaches workloads in another chart of the app', () => {
    const app = new App();
    const workload = deployment(new Chart(app, 'shop'), 'a');
    new AuthProxy(new Chart(app, 'platform'), 'alloydb', { connection }).attachTo(workload);
    expectProxy(parse(app.synthYaml()));
  });

  it('says what its options mean for the user', () => {
    const proxy = new AuthProxy(new Chart(new App(), 'test'), 'alloydb', { connection, sidecar: 'classic' });
    expect(proxy.notices).toContain(
      'A classic sidecar starts beside the application: init containers cannot reach the database, and the application must retry its first connections.',
    );
  });
});

describe('two proxies in one pod', () => {
  const builtIn = Connection.of({
    auth: 'built-in',
    databaseName: 'reports',
    databaseUser: 'reader',
    passwordSecret: { name: 'reports', key: 'password' },
    instances: { primary: 'projects/my-project/locations/us-central1/clusters/reports/instances/primary' },
    identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
  });

  it('have one auth mode each, and ports of their own', () => {
    const [manifest] = synthesised((chart) => {
      const workload = new ApiObject(chart, 'a', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template } });
      new AuthProxy(chart, 'orders', { connection, environment: { prefix: 'ORDERS_' } }).attachTo(workload);
      new AuthProxy(chart, 'reports', {
        connection: builtIn,
        containerName: 'reports-proxy',
        environment: { prefix: 'REPORTS_' },
      }).attachTo(workload);
    });
    const pod = podOf(manifest);
    const args = Object.fromEntries((pod.initContainers ?? []).map((container) => [container.name, container.args ?? []]));
    const portsOf = (name: string): readonly string[] =>
      (args[name] ?? []).flatMap((arg) => /(?:--http-port=|--admin-port=|\?port=)(\d+)/.exec(arg)?.[1] ?? []);
    expect(portsOf('alloydb-auth-proxy')).toEqual(['9090', '9091', '5432']);
    expect(new Set([...portsOf('alloydb-auth-proxy'), ...portsOf('reports-proxy')]).size).toBe(6);
    expect(args['alloydb-auth-proxy']).toContain('--auto-iam-authn');
    expect(args['reports-proxy']).not.toContain('--auto-iam-authn');
    const variables = Object.fromEntries((pod.containers[0]?.env ?? []).map(({ name, value }) => [name, value]));
    expect(variables).toMatchObject({
      ORDERS_PORT: '5432',
      REPORTS_PORT: '5433',
      ORDERS_USER: 'orders@my-project.iam',
      REPORTS_USER: 'reader',
    });
  });
});

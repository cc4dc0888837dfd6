import { Connection, ModelError } from '@alloydb-gke/core';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { AuthProxy } from './auth-proxy';
import type { WorkloadSelector } from './workload-selector';

const connection = Connection.of({
  auth: 'iam',
  databaseName: 'shop',
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

const template = { spec: { containers: [{ name: 'app', image: 'orders:1.0.0' }] } };

function workload(scope: Construct, id: string, metadata: object = {}, kind = 'Deployment'): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'apps/v1', kind, metadata, spec: { template } });
}

function shop(): { readonly app: App; readonly chart: Chart; readonly proxy: AuthProxy } {
  const app = new App();
  const chart = new Chart(app, 'shop');
  return { app, chart, proxy: new AuthProxy(chart, 'alloydb', { connection }) };
}

describe('attaching to all workloads below a construct', () => {
  it('takes workloads of every known kind, and nothing else', () => {
    const { chart, proxy } = shop();
    workload(chart, 'a');
    workload(chart, 'b', {}, 'StatefulSet');
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    new ApiObject(chart, 'front', { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } });
    proxy.attachToAll(chart);
    Testing.synth(chart);
    expect(proxy.workloads).toEqual(['shop/a', 'shop/b']);
  });

  it('binds late: a workload that is added afterwards has the proxy too', () => {
    const { chart, proxy } = shop();
    proxy.attachToAll(chart);
    workload(chart, 'added-later');
    expect(proxy.workloads).toEqual([]);
    expect(JSON.stringify(Testing.synth(chart))).toContain('alloydb-auth-proxy');
    expect(proxy.workloads).toEqual(['shop/added-later']);
  });

  it('takes the whole app, whatever its charts', () => {
    const { app, chart, proxy } = shop();
    workload(chart, 'a');
    proxy.attachToAll(app);
    workload(new Chart(app, 'reports'), 'b');
    expect(app.synthYaml().match(/name: alloydb-auth-proxy/g)).toHaveLength(2);
    expect(proxy.workloads).toEqual(['shop/a', 'reports/b']);
  });

  it('takes only what is below the construct, the construct included', () => {
    const { chart, proxy } = shop();
    workload(chart, 'outside');
    const group = new Construct(chart, 'group');
    workload(group, 'inside');
    proxy.attachToAll(group).attachToAll(workload(chart, 'itself'));
    Testing.synth(chart);
    expect(proxy.workloads).toEqual(['shop/group/inside', 'shop/itself']);
  });

  it.each([
    ['kinds', { kinds: ['StatefulSet'] }, ['shop/set']],
    ['labels', { labels: { tier: 'web' } }, ['shop/web', 'shop/set']],
    ['names', { names: ['batch'] }, ['shop/batch']],
    ['namespace', { namespace: 'shop' }, ['shop/set']],
    ['several of them together', { kinds: ['Deployment'], labels: { tier: 'web' } }, ['shop/web']],
  ])('selects by %s', (_, selector, selected) => {
    const { chart, proxy } = shop();
    workload(chart, 'web', { labels: { tier: 'web' } });
    workload(chart, 'batch', { name: 'batch' });
    workload(chart, 'set', { labels: { tier: 'web' }, namespace: 'shop' }, 'StatefulSet');
    proxy.attachToAll(chart, selector);
    Testing.synth(chart);
    expect(proxy.workloads).toEqual(selected);
  });

  it('takes a kind that is not known, where its pod template is said', () => {
    const { chart, proxy } = shop();
    new ApiObject(chart, 'custom', { apiVersion: 'acme.dev/v1', kind: 'Service', spec: { pod: template } });
    proxy.attachToAll(chart, { kinds: ['Service'], podTemplatePath: 'spec.pod' });
    expect(Testing.synth(chart)[0]).toMatchObject({ spec: { pod: { spec: { initContainers: [{ name: 'alloydb-auth-proxy' }] } } } });
  });

  it('attaches once to what is meant several times', () => {
    const { chart, proxy } = shop();
    proxy
      .attachTo(workload(chart, 'a'))
      .attachToAll(chart)
      .attachToAll(chart, { kinds: ['Deployment'] });
    expect(JSON.stringify(Testing.synth(chart)).match(/"alloydb-auth-proxy"/g)).toHaveLength(1);
    expect(proxy.workloads).toEqual(['shop/a']);
  });
});

/** The whole message of a selector that is not one. */
function refusal(selector: unknown): string {
  const { chart, proxy } = shop();
  try {
    proxy.attachToAll(chart, selector as WorkloadSelector);
  } catch (error) {
    return error instanceof ModelError ? error.message : String(error);
  }
  return 'nothing went wrong';
}

describe('a selector that is not one', () => {
  it.each([
    [{ label: { tier: 'web' } }, 'shop/alloydb.attachToAll: There is no field "label" here. Did you mean "labels"?'],
    [
      null,
      'shop/alloydb.attachToAll: null is not an object. Write an object with the fields kinds, labels, names, namespace, podTemplatePath.',
    ],
    [{ kinds: 'Deployment' }, 'shop/alloydb.attachToAll.kinds: "Deployment" is not a list of texts. Put a list of texts here.'],
    [{ names: [undefined] }, 'shop/alloydb.attachToAll.names[0]: null is not text. Put text here.'],
    [{ labels: { tier: undefined } }, 'shop/alloydb.attachToAll.labels.tier: null is not text. Put text here.'],
    [{ namespace: 5 }, 'shop/alloydb.attachToAll.namespace: 5 is not text. Put text here.'],
    [{ kinds: ['CloneSet'], podTemplatePath: 5 }, 'shop/alloydb.attachToAll.podTemplatePath: 5 is not text. Put text here.'],
    [
      { podTemplatePath: ['spec', 'pod'] },
      'shop/alloydb.attachToAll.podTemplatePath: podTemplatePath is set, and kinds does not say for which kinds. Name them: { kinds: ["CloneSet"], podTemplatePath: "spec.template" }.',
    ],
  ])('is refused when it is given: %j', (selector, message) => {
    expect(refusal(selector)).toBe(message);
  });

  it('is refused together with a scope that is no construct', () => {
    const { proxy } = shop();
    expect(() => proxy.attachToAll(undefined as unknown as Chart, { name: 'x' } as WorkloadSelector)).toThrow(
      [
        '2 problems:',
        '  - shop/alloydb: undefined is not a construct. Pass the construct itself: an ApiObject, a cdk8s-plus workload, a chart, the app.',
        '  - shop/alloydb.attachToAll: There is no field "name" here. Did you mean "names"?',
      ].join('\n'),
    );
  });

  it('selects what it said when it was given, whatever becomes of it', () => {
    const { chart, proxy } = shop();
    workload(chart, 'a');
    workload(chart, 'b', {}, 'StatefulSet');
    const selector = { kinds: ['StatefulSet'] };
    proxy.attachToAll(chart, selector);
    selector.kinds.push('Deployment');
    Testing.synth(chart);
    expect(proxy.workloads).toEqual(['shop/b']);
  });
});

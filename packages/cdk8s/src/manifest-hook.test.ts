import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, type Manifest } from '@alloydb-gke/core';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { k8s } from 'cdk8s-plus-33';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { AuthProxy } from './auth-proxy';
import { hookManifest } from './manifest-hook';

const connection = Connection.of({
  auth: 'iam',
  databaseName: 'shop',
  instances: {
    primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary',
    read: 'read-pool',
  },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

const containers = [{ name: 'app', image: 'orders:1.0.0' }];

/** Two workloads in two charts, one of a generated class, with one process and container for each instance. */
function define(app: App): void {
  const chart = new Chart(app, 'shop');
  const raw = new ApiObject(chart, 'raw', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { containers } } } });
  const selector = { matchLabels: { app: 'typed' } };
  const template = { metadata: { labels: { app: 'typed' } }, spec: { containers } };
  const typed = new k8s.KubeDeployment(new Chart(app, 'reports'), 'typed', { spec: { selector, template } });
  new AuthProxy(chart, 'alloydb', { connection, processes: 'one-per-instance' }).attachTo(raw, typed);
}

function written(yamlOutputType: YamlOutputType): Readonly<Record<string, string>> {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  const app = new App({ yamlOutputType, outdir });
  define(app);
  app.synth();
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const texts = Object.fromEntries(files.map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
  rmSync(outdir, { recursive: true });
  return texts;
}

afterEach(() => vi.unstubAllEnvs());

describe('a workload with the proxy', () => {
  it.each([
    ['FILE_PER_APP', 1],
    ['FILE_PER_CHART', 2],
    ['FILE_PER_RESOURCE', 2],
    ['FOLDER_PER_CHART_FILE_PER_RESOURCE', 2],
  ] as const)('is the same in the output type %s', (type, files) => {
    const texts = written(YamlOutputType[type]);
    expect(Object.keys(texts)).toHaveLength(files);
    const manifests = parseAllDocuments(Object.values(texts).join('---\n')).map((document) => document.toJS());
    const expected = parseAllDocuments(Object.values(written(YamlOutputType.FILE_PER_APP)).join('---\n')).map((document) =>
      document.toJS(),
    );
    expect(manifests).toHaveLength(2);
    expect(manifests).toEqual(expect.arrayContaining(expected));
    expect(JSON.stringify(manifests).match(/"alloydb-auth-proxy-read"/g)).toHaveLength(2);
  });

  it('has no anchors and aliases in its YAML, although both have the same containers', () => {
    for (const text of Object.values(written(YamlOutputType.FILE_PER_APP))) expect(text).not.toMatch(/[:-] [&*]\w/);
  });

  it('has its fields in the order of the alphabet, as everything that cdk8s writes', () => {
    const [text = ''] = Object.values(written(YamlOutputType.FILE_PER_APP));
    for (const document of parseAllDocuments(text)) expectSorted(document.getIn(['spec'], true) && document.toJS().spec);
  });

  it('has the same values where cdk8s does not sort', () => {
    const sorted = Object.values(written(YamlOutputType.FILE_PER_APP)).map((text) => parseAllDocuments(text).map((one) => one.toJS()));
    vi.stubEnv('CDK8S_DISABLE_SORT', '1');
    const unsorted = Object.values(written(YamlOutputType.FILE_PER_APP)).map((text) => parseAllDocuments(text).map((one) => one.toJS()));
    expect(unsorted).toEqual(sorted);
  });
});

describe('hooking the manifest of an API object', () => {
  it('changes what is written, after the changes that were hooked before', () => {
    const object = new ApiObject(new Chart(new App(), 'shop'), 'a', { apiVersion: 'v1', kind: 'ConfigMap', data: { steps: 'x' } });
    const append =
      (text: string) =>
      (manifest: Manifest): Manifest => ({ ...manifest, data: { steps: `${(manifest['data'] as { steps: string }).steps}${text}` } });
    hookManifest(object, append('1'));
    const before = hookManifest(object, append('2'));
    expect(object.toJson()['data']).toEqual({ steps: 'x12' });
    expect(before()['data']).toEqual({ steps: 'x1' });
  });
});

function expectSorted(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) expect(Object.keys(value)).toEqual(Object.keys(value).sort());
  for (const item of Object.values(value)) expectSorted(item);
}

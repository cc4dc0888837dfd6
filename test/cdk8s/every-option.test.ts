import { AuthProxy } from '@alloydb-gke/cdk8s';
import { type AuthProxyOptions, ModelError } from '@alloydb-gke/core';
import { ApiObject, App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { derivedFlags, fixedFlags } from '../../packages/core/src/proxy-container/derived-flags';
import { optionName } from '../../packages/core/src/proxy-flags/flag-names';
import type { FlagRow } from '../../packages/core/src/proxy-flags/flag-row';
import { flagRows } from '../../packages/core/src/proxy-flags/flag-table';
import type { OptionCase, ShownPod } from './option-case';
import {
  authProxyCases,
  builtIn,
  connectionCases,
  environmentCases,
  identityCases,
  imageCases,
  organisationCases,
  policyCases,
  probeCases,
  prometheusCases,
  resourceCases,
  telemetryCases,
} from './option-case-table';

const pod = {
  initContainers: [
    { name: 'mesh', image: 'mesh:1.0.0', restartPolicy: 'Always' },
    { name: 'migrate', image: 'orders:1.0.0' },
  ],
  containers: [{ name: 'app', image: 'orders:1.0.0' }],
};

function manifest(options: Partial<AuthProxyOptions>, workload: 'deployment' | 'job' = 'deployment'): string {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const object =
    workload === 'job'
      ? { apiVersion: 'batch/v1', kind: 'Job', spec: { template: { spec: { ...pod, restartPolicy: 'Never' } } } }
      : { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: pod } } };
  new AuthProxy(chart, 'alloydb', { connection: builtIn, ...options }).attachTo(new ApiObject(chart, 'workload', object));
  return app.synthYaml();
}

const podOf = (text: string): ShownPod => (parse(text) as { spec: { template: { spec: ShownPod } } }).spec.template.spec;

function isShown(text: string, shows: OptionCase['shows']): boolean {
  if (typeof shows === 'function') return shows(podOf(text));
  const lines = text.split('\n').map((line) => line.trim());
  // The first field of an object in a list stands behind its dash.
  const has = (start: string): boolean => lines.some((line) => line.startsWith(start) || line.startsWith(`- ${start}`));
  return shows.startsWith('!') ? !has(shows.slice(1)) : has(shows);
}

const groups: Readonly<Record<string, Readonly<Record<string, OptionCase | { readonly notShown: string }>>>> = {
  options: authProxyCases,
  image: imageCases,
  resources: resourceCases,
  probes: probeCases,
  prometheus: prometheusCases,
  telemetry: telemetryCases,
  environment: environmentCases,
  connection: connectionCases,
  identity: identityCases,
};

const shownOf = (
  group: Readonly<Record<string, OptionCase | { readonly notShown: string }>>,
): readonly (OptionCase & { readonly field: string })[] =>
  Object.entries(group).flatMap(([field, one]) => ('set' in one ? [{ field, ...one }] : []));

describe.each(Object.entries(groups))('every field of %s', (_, group) => {
  it.each(shownOf(group))('reaches the manifest: $field', ({ set, shows, workload }) => {
    expect(isShown(manifest({}, workload), shows)).toBe(false);
    expect(isShown(manifest(set, workload), shows)).toBe(true);
  });
});

describe('a field that changes no manifest', () => {
  it('has a reason for that', () => {
    for (const one of [...Object.values(groups), organisationCases].flatMap((group) => Object.values(group))) {
      if ('notShown' in one) expect(one.notShown.split(' ').length).toBeGreaterThan(5);
    }
  });
});

describe('what an organisation says', () => {
  it.each(shownOf(policyCases))('gives the same manifest as when the service says it: $field', ({ set }) => {
    expect(manifest({ defaults: set })).toBe(manifest(set));
  });

  it('gives way to what the service says', () => {
    expect(manifest({ maxConnections: 20, defaults: { maxConnections: 30 } })).toBe(manifest({ maxConnections: 20 }));
  });
});

describe('the oldest Kubernetes version', () => {
  it('is checked, and changes nothing', () => {
    expect(manifest({ kubernetesVersion: '1.33' })).toBe(manifest({}));
    expect(() => manifest({ kubernetesVersion: '1.28' })).toThrow(ModelError);
  });
});

describe('every flag without an option of its own', () => {
  const sampleOf = ({ kind, type }: FlagRow): unknown => {
    const samples: Readonly<Record<string, unknown>> = {
      'absolute-path': '/secrets/file.json',
      words: ['shop'],
    };
    return samples[kind] ?? (type === 'bool' ? true : 'shop');
  };
  const rows = flagRows.filter(
    (row) =>
      row.commands.includes('serve') &&
      row.kind !== 'action' &&
      !row.secret &&
      !row.worksWith?.includes('fuse') &&
      !['fuse', 'gcloud'].includes(row.needs) &&
      !(optionName(row.name) in { ...derivedFlags, ...fixedFlags }),
  );

  it.each(rows)('reaches the manifest, which says that it was used: $name', (row) => {
    const option: string = optionName(row.name);
    // Without log lines there is nothing to structure.
    const others: Partial<AuthProxyOptions> = row.name === 'quiet' ? { structuredLogs: false } : {};
    const text = manifest({ ...others, flags: { [option]: sampleOf(row) } });
    expect(text).toContain(`- --${row.name}`);
    expect(text).toMatch(new RegExp(`escape-hatches: .*flags\\.${option}`));
    expect(manifest(others)).not.toContain(`escape-hatches`);
  });

  it('are several', () => {
    expect(rows.length).toBeGreaterThan(4);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';

const folder = join(repositoryFolder, 'examples', 'connector-app');
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

describe('the README of the application with the connector', () => {
  const readme = read('README.md');
  const [, variables = ''] = /ALLOYDB_ADMIN_ENDPOINT=ADMIN_API([\s\S]*?)node application/.exec(readme) ?? [];
  const set = [...variables.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => ({ name, value }));

  it('sets on this machine what the deployment sets', () => {
    const manifest = parseAllDocuments(read('dist/orders.k8s.yaml')).map((one) => one.toJS());
    const { env } = manifest.find(({ kind }) => kind === 'Deployment').spec.template.spec.containers[0];
    const byName = (one: { readonly name: string }, other: { readonly name: string }): number => (one.name < other.name ? -1 : 1);
    expect([...set, { name: 'DRAIN_SECONDS', value: '5' }].sort(byName)).toEqual(env.sort(byName));
  });

  it('gives the emulator a spec that has these instances', () => {
    const [, spec = ''] = /^npx alloydb-gke emulator (\S+)$/m.exec(readme) ?? [];
    const { clusters } = parse(read(spec));
    const instances = Object.keys(clusters).flatMap((cluster) =>
      Object.keys(clusters[cluster].instances).map((name) => `${cluster}/instances/${name}`),
    );
    const wanted = set.filter(({ name }) => name.endsWith('_URI')).map(({ value }) => value);
    expect(wanted).toHaveLength(2);
    expect(instances).toEqual(expect.arrayContaining(wanted));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';

interface Property {
  readonly $ref?: string;
  readonly plain?: boolean;
  readonly additionalProperties?: Property;
}

interface Schema {
  readonly resources: Readonly<
    Record<
      string,
      { readonly inputProperties: Readonly<Record<string, Property>>; readonly properties: Readonly<Record<string, Property>> }
    >
  >;
  readonly types: Readonly<Record<string, { readonly properties?: Readonly<Record<string, Property>> }>>;
}

const read = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');
const schema = JSON.parse(read('docs/reference/pulumi-schema.json')) as Schema;
const page = read('docs/reference/alloydb-cluster-parity.md');
const identityPage = read('docs/reference/workload-identity-parity.md');

/** The rows below a heading that begins with this word: what it is called there, and what here. */
function rowsOf(heading: string, page: string): readonly (readonly [there: string, here: readonly string[], differences: string])[] {
  const sections = page.split('\n## ').filter((section) => section.startsWith(heading));
  const lines = sections.flatMap((section) => section.split('\n')).filter((line) => line.startsWith('| `'));
  return lines.map((line) => {
    const [, there = '', here = '', differences = ''] = line.split('|').map((cell) => cell.trim());
    return [there, [...here.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), differences];
  });
}

/** Whether the schema has a field at this path; `*` stands for any name in a map. */
function hasInput(path: string, component = 'AlloyDBCluster'): boolean {
  let fields: Readonly<Record<string, Property>> | undefined = schema.resources[`alloydb-gke:index:${component}`]?.inputProperties;
  let property: Property | undefined;
  for (const name of path.split('.')) {
    property = name === '*' ? property?.additionalProperties : fields?.[name];
    if (property === undefined) return false;
    fields = schema.types[(property.$ref ?? '').replace('#/types/', '')]?.properties;
  }
  return true;
}

describe('the page that leads from the Terraform modules to AlloyDBCluster', () => {
  it('names inputs that there are', () => {
    const inputs = rowsOf('Inputs', page);
    expect(inputs.length).toBeGreaterThan(80);
    expect(inputs.flatMap(([, here]) => here).filter((name) => !hasInput(name))).toEqual([]);
  });

  it('names outputs that there are', () => {
    const outputs = rowsOf('Outputs', page);
    const known = Object.keys(schema.resources['alloydb-gke:index:AlloyDBCluster']?.properties ?? {});
    expect(outputs.length).toBeGreaterThan(35);
    expect(outputs.flatMap(([, here]) => here).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('says what to do where there is nothing of the kind', () => {
    const without = [...rowsOf('Inputs', page), ...rowsOf('Outputs', page)].filter(([, here]) => here.length === 0);
    expect(without.map(([there]) => there)).toEqual(['`prefix`', '`user_passwords`']);
    for (const [there, , differences] of without) expect(differences, there).not.toBe('');
  });
});

describe('the page that leads from the Terraform module to WorkloadIdentity', () => {
  it('names inputs and outputs that there are, and the inputs are those of DatabaseAccess, too', () => {
    const inputs = rowsOf('Inputs', identityPage);
    const outputs = rowsOf('Outputs', identityPage);
    const named = inputs.flatMap(([, here]) => here);
    expect(named.filter((name) => !hasInput(name, 'WorkloadIdentity'))).toEqual([]);
    const own = named.filter((name) => !hasInput(name, 'DatabaseAccess'));
    expect(own).toEqual([]);
    const known = Object.keys(schema.resources['alloydb-gke:index:WorkloadIdentity']?.properties ?? {});
    expect(outputs.flatMap(([, here]) => here).filter((name) => !known.includes(name))).toEqual([]);
    expect([inputs.length, outputs.length]).toEqual([21, 6]);
    for (const [there, here, differences] of inputs) if (here.length === 0) expect(differences, there).not.toBe('');
  });
});

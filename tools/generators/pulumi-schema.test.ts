import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../workspace/folders.mjs';
import { path } from './pulumi-schema';

interface Property {
  readonly description?: string;
}
interface Described extends Property {
  readonly properties?: Readonly<Record<string, Property>>;
  readonly inputProperties?: Readonly<Record<string, Property>>;
}

const schema = JSON.parse(readFileSync(join(repositoryFolder, path), 'utf8')) as Readonly<
  Record<'resources' | 'types', Readonly<Record<string, Described>>>
>;

it('the schema of the components has the documentation of each of them, and of each argument and output', () => {
  const silent = Object.entries({ ...schema.resources, ...schema.types }).flatMap(
    ([token, { description, properties, inputProperties }]) => {
      const isComponent = Object.hasOwn(schema.resources, token);
      const own = isComponent && !description ? [token] : [];
      const fields = Object.entries({ ...properties, ...inputProperties }).filter(([, field]) => !field.description);
      return [...own, ...fields.map(([field]) => `${token} ${field}`)];
    },
  );
  expect(silent).toEqual([]);
});

it('the schema has documentation as text: a link in it is none', () => {
  expect(JSON.stringify(schema)).not.toContain('[object Object]');
});

it('the schema has every component, under the name that the component itself registers', () => {
  const folder = join(repositoryFolder, 'packages', 'pulumi', 'src');
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const components = sources.flatMap((file) =>
    [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/^export class (\w+) extends ComponentResource \{[\s\S]*?super\('([^']+)'/gm),
    ].map(([, name, token]) => ({ name, token })),
  );
  for (const { name, token } of components) expect(token).toBe(`alloydb-gke:index:${name}`);
  expect(components.map(({ token }) => token).sort()).toEqual(Object.keys(schema.resources).sort());
  expect(components.length).toBeGreaterThanOrEqual(10);
});

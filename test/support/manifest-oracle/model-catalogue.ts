import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A field of a model: its type as @kubernetes/client-node writes it, for example `Array<V1Container>`. */
export interface ModelField {
  readonly type: string;
  readonly format: string;
}

export interface Model {
  readonly fields: ReadonlyMap<string, ModelField>;
  readonly required: readonly string[];
}

interface Attribute {
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

// The models are read, not run: the package's entry needs a newer Node than the oldest that the project supports.
const folder = join(dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')), 'gen', 'models');
const loaded = new Map<string, Model | undefined>();

/** A model of Kubernetes' API by its name, `V1Container`; nothing when there is none. */
export function modelNamed(name: string): Model | undefined {
  if (!loaded.has(name)) loaded.set(name, load(name));
  return loaded.get(name);
}

function load(name: string): Model | undefined {
  const file = join(folder, `${name}.js`);
  if (!existsSync(file)) return undefined;
  const map = /\.attributeTypeMap = (\[[\s\S]*?\n\]);/.exec(readFileSync(file, 'utf8'))?.[1];
  if (map === undefined) return undefined;
  const attributes = JSON.parse(map) as readonly Attribute[];
  const declared = readFileSync(join(folder, `${name}.d.ts`), 'utf8');
  const required = new Set([...declared.matchAll(/^ {4}'([^']+)': /gm)].map((match) => match[1]));
  return {
    fields: new Map(attributes.map(({ baseName, type, format }) => [baseName, { type, format }])),
    required: attributes.filter((attribute) => required.has(attribute.name)).map(({ baseName }) => baseName),
  };
}

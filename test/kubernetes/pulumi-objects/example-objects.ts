import { readFileSync } from 'node:fs';
import { Connection, type Manifest } from '@alloydb-gke/core';

interface Plan {
  readonly steps: readonly { readonly newState: { readonly type: string; readonly inputs?: Readonly<Record<string, unknown>> } }[];
}

/** What an example puts into Kubernetes. */
export interface ExampleObjects {
  readonly connection: Connection;
  /** The inputs that the engine sends to the Kubernetes provider, as they are. */
  readonly objects: readonly Manifest[];
}

/** Reads what the real engine says of an example, which test/pulumi-engine/examples.test.ts compares on every run. */
export function exampleObjects(example: string, changed: (text: string) => string = (text) => text): ExampleObjects {
  const text = readFileSync(new URL(`../../rehearsal/pulumi/golden/${example}.json`, import.meta.url), 'utf8');
  const states = (JSON.parse(changed(text)) as Plan).steps.map(({ newState }) => newState);
  const proxy = states.find(({ type }) => type === 'alloydb-gke:index:AuthProxy');
  return {
    connection: Connection.parse(proxy?.inputs?.['connection'] as object),
    objects: states.flatMap(({ type, inputs }) =>
      type.startsWith('kubernetes:') && inputs?.['kind'] !== undefined ? [inputs as unknown as Manifest] : [],
    ),
  };
}

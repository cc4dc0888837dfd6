import type { JsonObject } from '@alloydb-gke/core';
import type { PulumiPlan } from './pulumi-resource';

/** What the engine writes for a value that is known later. */
export const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** A resource of a plan, as far as a test says it. */
export interface Said {
  readonly type: string;
  readonly name?: string;
  readonly inputs: JsonObject;
  readonly parent?: string;
  readonly sources?: Readonly<Record<string, readonly string[]>>;
}

/** A plan of resources, whose URN is their name. */
export function planOf(...resources: readonly Said[]): PulumiPlan {
  const whole = resources.map(({ name = 'shop', sources = {}, parent, ...said }) => ({
    name,
    urn: name,
    parent,
    outputs: {},
    sources,
    project: 'my-project',
    origin: `plan.json: ${name}`,
    ...said,
  }));
  return { resources: whole, source: 'plan.json' };
}

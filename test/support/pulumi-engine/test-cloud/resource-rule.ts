import type { CloudObject, Values } from './cloud-object';
import type { TestCloud } from './test-cloud';

/** What is known of a type of resources. */
export interface ResourceRule {
  /** What it is known by once it is made. */
  readonly idOf: (inputs: Values, cloud: TestCloud, name: string) => string;
  /** Properties whose change replaces it. */
  readonly replacing: readonly string[];
  /** What is taken where nothing is said. */
  readonly defaults?: Values;
  /** Input that gets a name of its own where none is said. */
  readonly autoNamed?: string;
  /** What the cloud says of it once it is made. */
  readonly outputs: (inputs: Values, id: string, cloud: TestCloud) => Values;
  /** What is not kept. */
  readonly writeOnly?: readonly string[];
  /** What is already there is taken as it is. */
  readonly mayExist?: boolean;
  /** Why it cannot be made. */
  readonly refusesCreate?: (inputs: Values, cloud: TestCloud) => string | undefined;
  /** Why it cannot be removed. */
  readonly refusesDelete?: (object: CloudObject, cloud: TestCloud) => string | undefined;
  /** What goes with it. */
  readonly takesAlong?: (object: CloudObject, cloud: TestCloud) => readonly CloudObject[];
}

/** A hash that only has to be the same for the same text. */
export function shortHash(text: string): string {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

import { isDeepStrictEqual } from 'node:util';
import { below } from '../manifest-oracle/complaint';

export interface Difference {
  readonly path: string;
  readonly what: 'added' | 'changed' | 'vanished';
  readonly sent: unknown;
  readonly returned: unknown;
}

/** Where the second of two JSON values differs from the first. What is added as a whole is one difference. */
export function differences(sent: unknown, returned: unknown, path = ''): readonly Difference[] {
  if (isDeepStrictEqual(sent, returned)) return [];
  const [before, after] = [entriesOf(sent), entriesOf(returned)];
  if (before === undefined || after === undefined || Array.isArray(sent) !== Array.isArray(returned)) {
    return [{ path, what: 'changed', sent, returned }];
  }
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const place = below(path, key);
    if (!after.has(key)) return [{ path: place, what: 'vanished' as const, sent: before.get(key), returned: undefined }];
    if (!before.has(key)) return [{ path: place, what: 'added' as const, sent: undefined, returned: after.get(key) }];
    return differences(before.get(key), after.get(key), place);
  });
}

function entriesOf(value: unknown): ReadonlyMap<string | number, unknown> | undefined {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [index, item]));
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

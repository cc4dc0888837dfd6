export type Change = 'ADD' | 'DELETE' | 'UPDATE';

/** What differs, by its path. */
export function propertyDifferences(before: unknown, after: unknown): ReadonlyMap<string, Change> {
  const found = new Map<string, Change>();
  const compare = (old: unknown, now: unknown, path: string): void => {
    if (JSON.stringify(old) === JSON.stringify(now)) return;
    if (isTree(old) && isTree(now) && Array.isArray(old) === Array.isArray(now)) {
      for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
        compare(old[key], now[key], Array.isArray(old) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
      }
      return;
    }
    found.set(path, old === undefined ? 'ADD' : now === undefined ? 'DELETE' : 'UPDATE');
  };
  compare(before, after, '');
  return found;
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

import { isJsonObject } from '@alloydb-gke/core';

/** The tree with each leaf as `change` has it, and without those for which it gives undefined. */
export function withoutLeaves(
  tree: unknown,
  change: (leaf: unknown, path: readonly string[]) => unknown,
  path: readonly string[] = [],
): unknown {
  if (Array.isArray(tree)) {
    return tree.map((one: unknown, index) => withoutLeaves(one, change, [...path, String(index)])).filter((one) => one !== undefined);
  }
  if (!isJsonObject(tree)) return change(tree, path);
  const kept = Object.entries(tree).map(([field, one]) => [field, withoutLeaves(one, change, [...path, field])] as const);
  return Object.fromEntries(kept.filter(([, one]) => one !== undefined));
}

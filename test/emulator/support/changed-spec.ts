/** Where something is: names of fields, names that the user chose, places in lists. */
export type Path = readonly string[];

/** What is at a place. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce((value: unknown, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), root);
}

/** The same with one place replaced; undefined takes it away, out of a list as well. */
export function changedAt<Root>(root: Root, path: Path, replacement: unknown): Root {
  const [key, ...below] = path;
  if (key === undefined) return replacement as Root;
  const replaced = changedAt(valueAt(root, [key]), below, replacement);
  if (Array.isArray(root))
    return root.flatMap((entry: unknown, index) => (String(index) === key ? (replaced === undefined ? [] : [replaced]) : [entry])) as Root;
  const entries = Object.entries({ ...root, [key]: replaced });
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined)) as Root;
}

/** The same with another name for what is at a place. */
export function renamedAt<Root>(root: Root, path: Path, name: string): Root {
  return changedAt(changedAt(root, path, undefined), [...path.slice(0, -1), name], valueAt(root, path));
}

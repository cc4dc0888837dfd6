import { isUnknown, Output, output } from '@pulumi/pulumi';
import { treeOf } from './leafy-output';
import type { LeafKind } from './stand-in';

/** The fields and indices that lead to a value. */
export type Path = readonly (string | number)[];

/** Which kind of value may come later at a place; undefined where the shape of everything depends on the value. */
export type KindOf = (path: Path) => LeafKind | undefined;

/** A value that comes later: an Output or a Promise, or what the engine puts in the place of an unknown one. */
export interface Leaf {
  readonly source: unknown;
  readonly output: Output<unknown>;
  /** Undefined: nothing can stand for the value. */
  readonly kind: LeafKind | undefined;
}

/** Whether a value comes later. */
export function isLeaf(value: unknown): boolean {
  return Output.isInstance(value) || value instanceof Promise || isUnknown(value);
}

/** The leaves of a tree, each source once: the same Output in two places is the same value. */
export function leavesOf(tree: unknown, kindOf: KindOf): readonly Leaf[] {
  const found = new Map<unknown, Leaf>();
  visit(tree, [], (source, path) => {
    // Every unknown that the engine writes is the same object, and another value.
    const key = isUnknown(source) ? path.join('\0') : source;
    const known = found.get(key);
    const kind = kindOf(path);
    if (!known) found.set(key, { source: key, output: output(source), kind });
    else if (known.kind !== kind) found.set(key, { ...known, kind: undefined });
  });
  return [...found.values()];
}

function visit(value: unknown, path: Path, onLeaf: (source: unknown, path: Path) => void): void {
  const tree = treeOf(value);
  if (isLeaf(tree)) onLeaf(tree, path);
  else if (Array.isArray(tree)) tree.forEach((item, index) => visit(item, [...path, index], onLeaf));
  else if (isPlain(tree)) for (const [field, item] of Object.entries(tree)) visit(item, [...path, field], onLeaf);
}

/** A component, or any other object of a class, is no tree: its fields lead anywhere, also back to itself. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  // Test runners have an `Object` of their own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The tree with a value in the place of each leaf. */
export function plugged(value: unknown, valueOf: (source: unknown) => unknown, path: Path = []): unknown {
  const tree = treeOf(value);
  if (isLeaf(tree)) return valueOf(isUnknown(tree) ? path.join('\0') : tree);
  if (Array.isArray(tree)) return tree.map((item, index) => plugged(item, valueOf, [...path, index]));
  if (!isPlain(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([field, item]) => [field, plugged(item, valueOf, [...path, field])]));
}

/** What stands at a path. */
export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, field) => (inner as Readonly<Record<string, unknown>> | undefined)?.[field], value);
}

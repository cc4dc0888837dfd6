import { ModelError, type Problem, problemText } from '@alloydb-gke/core';
import { all, type Output } from '@pulumi/pulumi';
import { at, type KindOf, type Leaf, leavesOf, type Path, plugged } from './leaf';
import { type StandIn, standIn } from './stand-in';

/** A leaf and what stands for it. */
interface Marked {
  readonly leaf: Leaf;
  readonly standIn: StandIn;
}

/** A part of what was computed that has a leaf in a place where none can come later. */
class ShapeUnknown extends Error {}

/**
 * Computes something of a tree in which values may come later. The shape of the result is known at once, and each part of it
 * that depends on no leaf; a part that depends on leaves is an Output of just these. That Output holds what the computation
 * makes of the real values, so that it is right whatever the computation does with them: a stand-in only finds out which parts
 * depend on what. Where the shape itself depends on a leaf, the whole result is one Output.
 *
 * @param compute pure: the same for the same tree
 * @param kindOf which kind of value may come later at which place
 */
export function lift(tree: unknown, compute: (plain: unknown) => unknown, kindOf: KindOf): unknown {
  const leaves = leavesOf(tree, kindOf);
  if (leaves.length === 0) return compute(plugged(tree, () => undefined));
  const marked = leaves.flatMap((leaf, index) => (leaf.kind === undefined ? [] : [{ leaf, standIn: standIn(leaf.kind, index) }]));
  if (marked.length < leaves.length) return whole(tree, leaves, compute);
  const evaluation = new Evaluation(tree, marked, compute);
  try {
    return evaluation.withLeaves(compute(plugged(tree, (source) => evaluation.textOf(source))), []);
  } catch {
    // With the real values it may be right: two stand-ins are never equal. If it is wrong, it is said then.
    return whole(tree, leaves, compute);
  }
}

/**
 * What is wrong with what is known already. A problem that names a stand-in is none: the value may be right.
 *
 * @param known values of leaves, by their sources
 */
export function knownProblems(
  tree: unknown,
  compute: (plain: unknown) => unknown,
  kindOf: KindOf,
  known: ReadonlyMap<unknown, unknown> = new Map(),
): readonly Problem[] {
  const unknown = leavesOf(tree, kindOf).filter(({ source }) => !known.has(source));
  const standIns = new Map(unknown.flatMap(({ source, kind }, index) => (kind ? [[source, standIn(kind, index)] as const] : [])));
  if (standIns.size < unknown.length) return [];
  try {
    compute(plugged(tree, (source) => (known.has(source) ? known.get(source) : standIns.get(source)?.text)));
    return [];
  } catch (error) {
    if (!(error instanceof ModelError)) {
      if (unknown.length > 0) return [];
      throw error;
    }
    const markers = [...standIns.values()].map(({ marker }) => marker);
    return error.problems.filter((one) => !markers.some((marker) => problemText(one).includes(marker)));
  }
}

function whole(tree: unknown, leaves: readonly Leaf[], compute: (plain: unknown) => unknown): Output<unknown> {
  return all(leaves.map(({ output }) => output)).apply((values) => {
    const known = new Map(leaves.map(({ source }, index) => [source, values[index]]));
    return compute(plugged(tree, (source) => known.get(source)));
  });
}

class Evaluation {
  readonly #tree: unknown;
  readonly #marked: readonly Marked[];
  readonly #texts: ReadonlyMap<unknown, string>;
  readonly #compute: (plain: unknown) => unknown;
  readonly #results = new Map<string, unknown>();

  constructor(tree: unknown, marked: readonly Marked[], compute: (plain: unknown) => unknown) {
    this.#tree = tree;
    this.#marked = marked;
    this.#texts = new Map(marked.map(({ leaf, standIn: { text } }) => [leaf.source, text]));
    this.#compute = compute;
  }

  textOf(source: unknown): unknown {
    return this.#texts.get(source);
  }

  /** The result with an Output in the place of each text that has a marker in it. */
  withLeaves(value: unknown, path: Path): unknown {
    if (typeof value === 'string') return this.#leaf(value, path);
    if (Array.isArray(value)) return value.map((item, index) => this.withLeaves(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, item]) => {
        if (this.#in(field).length > 0) throw new ShapeUnknown();
        return [field, this.withLeaves(item, [...path, field])];
      }),
    );
  }

  #in(text: string): readonly Marked[] {
    return this.#marked.filter(({ standIn: { marker } }) => text.includes(marker));
  }

  #leaf(text: string, path: Path): unknown {
    const marked = this.#in(text);
    if (marked.length === 0) return text;
    return all(marked.map(({ leaf }) => leaf.output)).apply((values) => this.#valueOf(marked, values, path));
  }

  #valueOf(marked: readonly Marked[], values: readonly unknown[], path: Path): unknown {
    const isWhole = marked.length === this.#marked.length;
    try {
      const value = at(this.#result(marked, values), path);
      // A real value may need another leaf where its stand-in did not: the id of an instance needs the cluster of its sibling.
      if (isWhole || typeof value !== 'string' || this.#in(value).every((one) => marked.includes(one))) return value;
    } catch (error) {
      // What is wrong may be a stand-in beside a real value.
      if (isWhole) throw error;
    }
    const leaves = this.#marked.map(({ leaf }) => leaf);
    return whole(this.#tree, leaves, this.#compute).apply((result) => at(result, path));
  }

  /** What comes of the real values of some leaves. The others keep their stand-ins: they may never be known. */
  #result(marked: readonly Marked[], values: readonly unknown[]): unknown {
    const key = marked.map(({ standIn: { marker } }) => marker).join();
    if (!this.#results.has(key)) {
      const known = new Map(marked.map(({ leaf }, index) => [leaf.source, values[index]]));
      const valueOf = (source: unknown): unknown => (known.has(source) ? known.get(source) : this.textOf(source));
      this.#results.set(key, this.#compute(plugged(this.#tree, valueOf)));
    }
    return this.#results.get(key);
  }
}

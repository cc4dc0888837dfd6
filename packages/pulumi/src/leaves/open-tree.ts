import { containsUnknowns, isUnknown, Output, runtime, secret } from '@pulumi/pulumi';
import { isPlain, type KindOf, type Leaf, type Path } from './leaf';
import { treeOf } from './leafy-output';
import { stateOf } from './output-state';

/** A tree that was opened. */
export interface OpenTree {
  readonly tree: unknown;
  /** Whether something secret is in it as plain text: then everything that is made of the tree is secret. */
  readonly isSecret: boolean;
}

/**
 * Waits for what the shape of a tree depends on: an Output, a Promise or a secret of the engine in a place where no stand-in can
 * be is replaced by its value. What is not known stays, each value by itself. A secret text in a place where a stand-in can be
 * is an Output of its own, so that only what is made of it is secret.
 */
export async function openTree(value: unknown, kindOf: KindOf): Promise<OpenTree> {
  const opening = new Opening(kindOf);
  const tree = await opening.open(value, [], false);
  return { tree, isSecret: opening.isSecret };
}

class Opening {
  readonly #kindOf: KindOf;
  isSecret = false;

  constructor(kindOf: KindOf) {
    this.#kindOf = kindOf;
  }

  async open(value: unknown, path: Path, isSecret: boolean): Promise<unknown> {
    const tree = treeOf(value);
    if (isUnknown(tree)) return isSecret ? secret(tree) : tree;
    if (tree instanceof Promise) return this.open(await tree, path, isSecret);
    if (Output.isInstance(tree)) return this.#openOutput(tree, path, isSecret);
    if (runtime.isRpcSecret(tree)) return this.open(runtime.unwrapRpcSecret(tree), path, true);
    if (Array.isArray(tree)) return Promise.all(tree.map((item, index) => this.open(item, [...path, index], isSecret)));
    if (!isPlain(tree)) return isSecret ? this.#secret(tree, path) : tree;
    const fields = Object.entries(tree).map(async ([field, item]) => [field, await this.open(item, [...path, field], isSecret)] as const);
    return Object.fromEntries(await Promise.all(fields));
  }

  async #openOutput(output: Output<unknown>, path: Path, isSecret: boolean): Promise<unknown> {
    if (this.#kindOf(path) !== undefined) return isSecret ? secret(output) : output;
    const state = stateOf(output);
    // The engine sends one Output of a whole property, in which only a part may not be known.
    const [value, isKnown, isOwnSecret] = await Promise.all([state.promise(true), state.isKnown, state.isSecret]);
    if (!isKnown && !containsUnknowns(value)) return isSecret ? secret(output) : output;
    return this.open(value, path, isSecret || isOwnSecret);
  }

  #secret(value: unknown, path: Path): unknown {
    if (typeof value === 'string' && this.#kindOf(path) !== undefined) return secret(value);
    this.isSecret = true;
    return value;
  }
}

/** The values of the leaves that are known, by their sources. */
export async function knownValues(leaves: readonly Leaf[]): Promise<ReadonlyMap<unknown, unknown>> {
  const read = leaves.map(async ({ source, output }) => {
    const state = stateOf(output);
    return (await state.isKnown) ? [[source, await state.promise()] as const] : [];
  });
  return new Map((await Promise.all(read)).flat());
}

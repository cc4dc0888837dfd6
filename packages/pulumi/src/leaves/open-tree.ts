import { Output } from '@pulumi/pulumi';
import { at, type KindOf, type Leaf, type Path } from './leaf';
import { treeOf } from './leafy-output';

/** What every Output of the SDK has, and its types keep to themselves. */
interface OutputState {
  readonly isKnown: Promise<boolean>;
  promise(): Promise<unknown>;
}

/**
 * Waits for what the shape of a tree depends on: an Output or a Promise in a place where no stand-in can be is replaced by its
 * value, if that is known. The texts in it stay Outputs of their own, so that they keep being secret, and keep depending on
 * whatever made them.
 */
export async function openTree(value: unknown, kindOf: KindOf, path: Path = []): Promise<unknown> {
  const tree = treeOf(value);
  if (tree instanceof Promise) return openTree(await tree, kindOf, path);
  if (Output.isInstance(tree)) return openOutput(tree, kindOf, path);
  if (Array.isArray(tree)) return Promise.all(tree.map((item, index) => openTree(item, kindOf, [...path, index])));
  if (typeof tree !== 'object' || tree === null || Object.getPrototypeOf(tree) !== Object.prototype) return tree;
  const fields = Object.entries(tree).map(async ([field, item]) => [field, await openTree(item, kindOf, [...path, field])] as const);
  return Object.fromEntries(await Promise.all(fields));
}

async function openOutput(output: Output<unknown>, kindOf: KindOf, path: Path): Promise<unknown> {
  if (kindOf(path) !== undefined) return output;
  const state = output as unknown as OutputState;
  if (!(await state.isKnown)) return output;
  return opened(output, await state.promise(), kindOf, path, []);
}

function opened(output: Output<unknown>, value: unknown, kindOf: KindOf, path: Path, inner: Path): unknown {
  if (Array.isArray(value)) return value.map((item, index) => opened(output, item, kindOf, [...path, index], [...inner, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([field, item]) => [field, opened(output, item, kindOf, [...path, field], [...inner, field])]),
    );
  }
  const staysOutput = typeof value === 'string' && kindOf(path) !== undefined;
  return staysOutput ? output.apply((all) => at(all, inner)) : value;
}

/** The values of the leaves that are known, by their sources. */
export async function knownValues(leaves: readonly Leaf[]): Promise<ReadonlyMap<unknown, unknown>> {
  const read = leaves.map(async ({ source, output }) => {
    const state = output as unknown as OutputState;
    return (await state.isKnown) ? [[source, await state.promise()] as const] : [];
  });
  return new Map((await Promise.all(read)).flat());
}

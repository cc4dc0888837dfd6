import { type Input, Output, output, type Unwrap } from '@pulumi/pulumi';

/** `Symbol.for` would show in the state: another copy of this package sees a plain Output, and loses nothing but previews. */
const trees = new WeakMap<object, unknown>();

/**
 * An Output of an object whose fields may be Outputs. An Output with one unknown field is unknown as a whole; this one
 * remembers its shape, for components that it is given to.
 */
export function leafyOutput<Tree>(tree: Input<Tree>): Output<Unwrap<Tree>> {
  const whole = output(tree);
  trees.set(whole, tree);
  return whole;
}

/** The object with Outputs in it that an Output was made of by {@link leafyOutput}, or the value itself. */
export function treeOf(value: unknown): unknown {
  return Output.isInstance(value) && trees.has(value) ? trees.get(value) : value;
}

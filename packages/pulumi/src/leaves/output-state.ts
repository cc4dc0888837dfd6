import type { Output } from '@pulumi/pulumi';

/** What every Output of the SDK has, and its types keep to themselves. */
export interface OutputState {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  /** Its value; undefined where that is not known, unless values with unknown parts are wanted. */
  promise(withUnknowns?: boolean): Promise<unknown>;
}

/** What an Output keeps to itself. */
export function stateOf(output: Output<unknown>): OutputState {
  return output as unknown as OutputState;
}

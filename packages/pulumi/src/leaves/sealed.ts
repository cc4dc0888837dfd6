import { Output, runtime } from '@pulumi/pulumi';
import { isPlain } from './leaf';
import { stateOf } from './output-state';

/**
 * What a transform may return of a tree: each secret as the engine writes it. The SDK takes the secretness off an Output that a
 * transform of an inline program returns: it looks up what the engine can do where the transform does not know of its program.
 */
export async function sealed(value: unknown): Promise<unknown> {
  if (Output.isInstance(value)) return sealedOutput(value);
  if (Array.isArray(value)) return Promise.all(value.map(sealed));
  if (!isPlain(value)) return value;
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([field, item]) => [field, await sealed(item)] as const)));
}

/** A secret as the engine writes it. */
export function engineSecret(value: unknown): unknown {
  return { [runtime.specialSigKey]: runtime.specialSecretSig, value };
}

async function sealedOutput(output: Output<unknown>): Promise<unknown> {
  const state = stateOf(output);
  const [isKnown, isSecret] = await Promise.all([state.isKnown, state.isSecret]);
  return isKnown && isSecret ? engineSecret(await state.promise()) : output;
}

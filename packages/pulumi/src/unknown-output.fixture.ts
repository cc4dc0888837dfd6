import { Output } from '@pulumi/pulumi';

/** What the SDK makes of an output that the engine does not know yet. */
export function unknownOutput<Value>(value: Value): Output<Value> {
  const Made = Output as unknown as new (...args: unknown[]) => Output<Value>;
  const no = Promise.resolve(false);
  return new Made(new Set(), Promise.resolve(value), no, no, Promise.resolve(new Set()));
}

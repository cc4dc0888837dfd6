import type { CustomResource, Output } from '@pulumi/pulumi';

/**
 * A value that a program knows before the resource exists, as an Output that still waits for the resource where it is used: the
 * URN is known in a preview, when the resource's own outputs are not.
 */
export function knownOutput<Value>(resource: Pick<CustomResource, 'urn'>, value: Value): Output<Value> {
  return resource.urn.apply(() => value) as Output<Value>;
}

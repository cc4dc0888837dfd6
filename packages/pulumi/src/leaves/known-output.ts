import { all, type CustomResource, type Input, type Output } from '@pulumi/pulumi';

/**
 * A value that a program knows before the resource exists, as an Output that still waits for the resource where it is used: the
 * URN is known in a preview, when the resource's own outputs are not.
 */
export function knownOutput<Value>(resource: Pick<CustomResource, 'urn'>, value: Value): Output<Value> {
  return resource.urn.apply(() => value) as Output<Value>;
}

/** A value that waits for resources where it is used: whoever uses it is made after them, and removed before them. */
export function outputAfter<Value>(value: Input<Value>, resources: readonly Pick<CustomResource, 'urn'>[]): Output<Value> {
  return all([value, ...resources.map(({ urn }) => urn)]).apply(([own]) => own) as Output<Value>;
}

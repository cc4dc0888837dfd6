import type { ComponentResource, ComponentResourceOptions, CustomResourceOptions, Input, Resource } from '@pulumi/pulumi';

/**
 * The options of a child that is made after what its component waits for, and after other components. What a component waits
 * for, its children do not wait for by themselves.
 */
export function madeAfter(
  parent: ComponentResource,
  opts: ComponentResourceOptions | undefined,
  ...others: readonly (Resource | undefined)[]
): CustomResourceOptions {
  // The engine's library looks into lists, Outputs and Promises.
  const own = [opts?.dependsOn ?? []].flat() as readonly Input<Resource>[];
  const dependsOn = [...own, ...others.filter((one) => one !== undefined)];
  return { parent, ...(dependsOn.length > 0 && { dependsOn }) };
}

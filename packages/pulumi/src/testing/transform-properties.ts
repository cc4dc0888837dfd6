import { runtime } from '@pulumi/pulumi';
import type resources from '@pulumi/pulumi/proto/resource_pb';

type Request = InstanceType<typeof resources.RegisterResourceRequest>;
type Properties = NonNullable<ReturnType<Request['getObject']>>;

/**
 * The properties of a resource as the engine shows them to a transform: one that depends on other resources is an Output as a
 * whole, and what is not known of it is somewhere in its value.
 */
export function transformProperties(request: Request): Properties | undefined {
  const sent = request.getObject();
  if (!sent) return undefined;
  const shown = { ...sent.toJavaScript() };
  for (const [field, dependencies] of request.getPropertydependenciesMap().entries()) {
    const urns = dependencies.getUrnsList();
    if (urns.length > 0 && shown[field] !== undefined) shown[field] = asOutput(shown[field], urns);
  }
  const { fromJavaScript } = sent.constructor as unknown as { fromJavaScript(value: object): Properties };
  return fromJavaScript(shown);
}

function asOutput(value: unknown, dependencies: readonly string[]): object {
  const isSecret = runtime.isRpcSecret(value);
  const plain: unknown = isSecret ? runtime.unwrapRpcSecret(value) : value;
  return {
    [runtime.specialSigKey]: runtime.specialOutputValueSig,
    ...(plain !== runtime.unknownValue && { value: plain }),
    ...(isSecret && { secret: true }),
    dependencies,
  };
}

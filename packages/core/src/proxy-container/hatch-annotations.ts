import { annotationDomain } from '../connection/connection-annotations';
import type { ProxyFlags } from '../proxy-flags/proxy-invocation';
import type { AuthProxyOverrides } from './auth-proxy-options';
import type { ResolvedImage } from './proxy-image';

const prefix = `${annotationDomain}/`;

/**
 * What a reader of the manifest must know: a version that nobody verified, and every escape hatch that was used. Each entry starts
 * with the name of the proxy's container, since a pod may have several.
 */
export function hatchAnnotations(
  containerName: string,
  image: ResolvedImage,
  flags: ProxyFlags,
  overrides: AuthProxyOverrides,
): Readonly<Record<string, string>> {
  const used = [
    ...Object.keys(flags).map((flag) => `${containerName}/flags.${flag}`),
    ...(['container', 'podSpec'] as const).flatMap((target) =>
      Object.keys(overrides[target] ?? {}).map((field) => `${containerName}/${target}.${field}`),
    ),
  ].sort();
  return {
    ...(used.length > 0 && { [`${prefix}escape-hatches`]: used.join(' ') }),
    ...(!image.isVerified && { [`${prefix}unverified-proxy-version`]: `${containerName}/${image.version}` }),
  };
}

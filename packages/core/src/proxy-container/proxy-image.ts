import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readBoolean, readChoice, readFields, readText } from '../input/read-fields';
import { verifiedProxyVersion } from '../proxy-flags/proxy-version';
import { problem } from './proxy-container-codes';
import type { ProxyImage } from './proxy-policy';

/** Where Google publishes the image. Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy#container-images */
const officialRegistry = 'gcr.io/alloydb-connectors';
const imageName = 'alloydb-auth-proxy';

/** The image that runs, every default filled in. */
export interface ResolvedImage {
  /** `gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1` */
  readonly reference: string;
  /** Its version, or the tag that moves. */
  readonly version: string;
  /** When a node pulls it. */
  readonly pullPolicy: 'IfNotPresent' | 'Always' | 'Never';
  /** Whether the version is the one that everything here is verified against. */
  readonly isVerified: boolean;
}

const imageFields = {
  version: { meaning: 'the version, X.Y.Z' },
  digest: { meaning: 'the digest, sha256:…' },
  registry: { meaning: 'where the image is pulled from' },
  variant: { meaning: '"distroless" or "alpine"' },
  allowMovingTag: { meaning: 'whether a tag that moves is accepted' },
  pullPolicy: { meaning: '"IfNotPresent", "Always" or "Never"' },
} as const;

const release = /^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$/;
/** Tags that Google moves: latest, alpine, X, X-alpine, X.Y, X.Y-alpine. */
const moving = /^(latest|alpine|[0-9]+(\.[0-9]+)?(-alpine)?)$/;

export function readImage(value: ProxyImage | undefined, path: string, problems: ProblemList): ResolvedImage {
  const fields = value === undefined ? {} : (readFields(value, path, imageFields, problems) ?? {});
  const version = readText(fields['version'], `${path}.version`, problems) ?? verifiedProxyVersion;
  const digest = readText(fields['digest'], `${path}.digest`, problems);
  const registry = readText(fields['registry'], `${path}.registry`, problems) ?? officialRegistry;
  const variant = readChoice(fields['variant'], `${path}.variant`, ['distroless', 'alpine'], problems);
  const allowMovingTag = readBoolean(fields['allowMovingTag'], `${path}.allowMovingTag`, problems) ?? false;
  const policy = readChoice(fields['pullPolicy'], `${path}.pullPolicy`, ['IfNotPresent', 'Always', 'Never'], problems);
  const isMoving = !release.test(version);
  if (isMoving && !moving.test(version)) problems.add(problem('image-version', `${path}.version`, { value: quote(version) }));
  else if (isMoving && !allowMovingTag && digest === undefined)
    problems.add(problem('image-moving-tag', `${path}.version`, { value: quote(version) }));
  if (moving.test(version) && version.endsWith('alpine') && variant === 'distroless') {
    problems.add(problem('image-variant', `${path}.version`, { value: quote(version) }));
  }
  if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    problems.add(problem('image-digest', `${path}.digest`, { value: quote(digest) }));
  }
  if (!/^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(\/[a-z0-9][a-z0-9._-]*)*$/.test(registry) || registry.endsWith(`/${imageName}`)) {
    problems.add(problem('image-registry', `${path}.registry`, { value: quote(registry) }));
  }
  return {
    reference: `${registry}/${imageName}:${tagOf(version, variant)}${digest ? `@${digest}` : ''}`,
    version,
    pullPolicy: policy ?? (isMoving && !digest ? 'Always' : 'IfNotPresent'),
    isVerified: version === verifiedProxyVersion,
  };
}

/** The tag of a version and a variant. `latest` of alpine is called `alpine`. */
function tagOf(version: string, variant: 'distroless' | 'alpine' | undefined): string {
  if (variant !== 'alpine' || version.endsWith('alpine')) return version;
  return version === 'latest' ? 'alpine' : `${version}-alpine`;
}

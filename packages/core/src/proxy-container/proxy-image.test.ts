import { describe, expect, it } from 'vitest';
import { problemText } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { readImage } from './proxy-image';
import type { ProxyImage } from './proxy-policy';

const read = (image?: ProxyImage): { image: ReturnType<typeof readImage>; problems: string[] } => {
  const problems = new ProblemList();
  return { image: readImage(image, 'image', problems), problems: problems.all.map(problemText) };
};
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('the image of the proxy', () => {
  it('is the verified version, pinned', () => {
    expect(read().image).toEqual({
      reference: 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1',
      version: '1.17.1',
      pullPolicy: 'IfNotPresent',
      isVerified: true,
    });
  });

  it('can be another version, by digest, from a mirror, in another variant', () => {
    const { image, problems } = read({ version: '1.17.2', digest, registry: 'europe-docker.pkg.dev/acme/mirror', variant: 'alpine' });
    expect(problems).toEqual([]);
    expect(image.reference).toBe(`europe-docker.pkg.dev/acme/mirror/alloydb-auth-proxy:1.17.2-alpine@${digest}`);
    expect(image.isVerified).toBe(false);
  });

  it('is not a moving tag unless that is said', () => {
    expect(read({ version: 'latest' }).problems).toEqual([
      'image.version: The tag "latest" moves: what runs depends on when a node pulled it. Write a version such as "1.17.1", or set image.allowMovingTag to true if a moving tag is what you want.',
    ]);
    const { image, problems } = read({ version: 'latest', allowMovingTag: true });
    expect(problems).toEqual([]);
    expect(image).toMatchObject({ reference: 'gcr.io/alloydb-connectors/alloydb-auth-proxy:latest', pullPolicy: 'Always' });
  });

  it.each([
    [{ version: 'latest', variant: 'alpine' }, 'alpine'],
    [{ version: 'alpine' }, 'alpine'],
    [{ version: '1.17', variant: 'alpine' }, '1.17-alpine'],
    [{ version: '1.17-alpine', variant: 'alpine' }, '1.17-alpine'],
    [{ version: '1', variant: 'distroless' }, '1'],
  ] as const)('%j has a tag that is published: %s', (image, tag) => {
    const { image: found, problems } = read({ ...image, allowMovingTag: true });
    expect(problems).toEqual([]);
    expect(found.reference).toBe(`gcr.io/alloydb-connectors/alloydb-auth-proxy:${tag}`);
  });

  it('does not move with a digest, whatever its tag', () => {
    const { image, problems } = read({ version: 'latest', digest });
    expect(problems).toEqual([]);
    expect(image).toMatchObject({
      reference: `gcr.io/alloydb-connectors/alloydb-auth-proxy:latest@${digest}`,
      pullPolicy: 'IfNotPresent',
      isVerified: false,
    });
  });

  it.each([
    [{ version: 'latest-alpine' }, 'image.version: "latest-alpine" is not a version of the Auth Proxy.'],
    [
      { version: '1.17-alpine', variant: 'distroless' as const, allowMovingTag: true },
      'image.version: The tag "1.17-alpine" is of the variant "alpine", and image.variant is set to "distroless". Remove "alpine" from the version, or set image.variant to "alpine".',
    ],
    [{ version: 'v1.17.1' }, 'image.version: "v1.17.1" is not a version of the Auth Proxy. Write X.Y.Z without a "v", as in "1.17.1".'],
    [{ digest: 'sha256:abc' }, 'image.digest: "sha256:abc" is not the digest of an image. Write "sha256:" and 64 hexadecimal digits.'],
    [
      { registry: 'gcr.io/alloydb-connectors/alloydb-auth-proxy' },
      'image.registry: "gcr.io/alloydb-connectors/alloydb-auth-proxy" is not a place to pull images from. Write host and path without the name of the image, as in "europe-docker.pkg.dev/my-project/mirror".',
    ],
    [{ registry: 'https://gcr.io' }, 'image.registry: "https://gcr.io" is not a place to pull images from.'],
  ])('is refused with %j', (image, message) => {
    expect(read(image).problems.join('\n')).toContain(message);
  });
});

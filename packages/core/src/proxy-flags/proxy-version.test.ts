import { expect, it } from 'vitest';
import { isOlderVersion, isVerifiedVersion, verifiedProxyVersion } from './proxy-version';

it('knows the verified version', () => {
  expect(isVerifiedVersion(verifiedProxyVersion)).toBe(true);
  expect(isVerifiedVersion('1.17.2')).toBe(false);
  expect(isVerifiedVersion('latest')).toBe(false);
});

it('compares releases by number', () => {
  expect(isOlderVersion('1.9.0', '1.17.1')).toBe(true);
  expect(isOlderVersion('1.17.1', '1.9.0')).toBe(false);
  expect(isOlderVersion('1.17.1', '1.17.1')).toBe(false);
  expect(isOlderVersion('0.99.99', '1.0.0')).toBe(true);
});

it('calls nothing older that is not a release', () => {
  expect(isOlderVersion('latest', '1.17.1')).toBe(false);
});

/**
 * The version of the Auth Proxy that everything here is verified for: its flags, what it refuses and what it listens on are
 * compared with the real program of this version.
 */
export const verifiedProxyVersion = '1.17.1';

const release = /^v?([0-9]+)\.([0-9]+)\.([0-9]+)$/;

/**
 * Whether `version` is the verified one. Another version can be used; then nobody has checked that it behaves as described here.
 */
export function isVerifiedVersion(version: string): boolean {
  return version === verifiedProxyVersion;
}

/** Whether `version` came out before `other`. False where one of them is not a release (`latest`, a digest). */
export function isOlderVersion(version: string, other: string): boolean {
  const [left, right] = [release.exec(version), release.exec(other)];
  if (!left || !right) return false;
  for (const part of [1, 2, 3]) {
    const difference = Number(left[part]) - Number(right[part]);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

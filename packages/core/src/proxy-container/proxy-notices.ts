import type { Connection } from '../connection/connection';
import { verifiedProxyVersion } from '../proxy-flags/proxy-version';
import type { ResolvedImage } from './proxy-image';
import type { ProxyPolicy } from './proxy-policy';

/** What a user should know of choices that are legal and have a consequence. */
export function noticesOf(connection: Connection, policy: ProxyPolicy, image: ResolvedImage): readonly string[] {
  return [
    ...(image.isVerified
      ? []
      : [`Auth Proxy ${image.version} is not verified: everything here was verified against version ${verifiedProxyVersion}.`]),
    ...(policy.image?.digest !== undefined && policy.image.version === undefined
      ? [
          `image.digest is set without image.version: version ${image.version} is written beside it, and a later release of this library may name another. Say the version that the digest is of.`,
        ]
      : []),
    ...(connection.server.managedConnectionPooling
      ? [
          'Managed connection pooling is on. Its port 6432 cannot be reached through the Auth Proxy, and how pooling and IAM authentication work together through the proxy is unsettled (https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/issues/967).',
        ]
      : []),
    ...(connection.auth === 'iam'
      ? [
          'IAM authentication needs no password. A client that refuses an empty one takes any text: set environment.emptyPassword to "placeholder".',
        ]
      : []),
    ...(policy.sidecar === 'classic'
      ? [
          'A classic sidecar starts beside the application: init containers cannot reach the database, and the application must retry its first connections.',
        ]
      : []),
    ...(policy.verify === 'once'
      ? [
          'The connection test at the start has no time limit: behind a firewall that drops packets the proxy hangs for minutes before it fails.',
        ]
      : []),
  ];
}

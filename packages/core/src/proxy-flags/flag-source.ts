import type { FlagRow } from './flag-row';
import { verifiedProxyVersion } from './proxy-version';

/** Where the Auth Proxy of the verified version defines a flag. */
export function flagSource(row: FlagRow): string {
  return `https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v${verifiedProxyVersion}/cmd/root.go#L${row.line}`;
}

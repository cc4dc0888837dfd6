/** So long before its end a certificate is renewed, in milliseconds. Source: alloydb-go-connector, internal/alloydb/instance.go */
export const refreshMargin: number = 4 * 60_000;

/** When the next refresh begins, in milliseconds from now. */
export function refreshDelay(now: number, expiresAt: number): number {
  return Math.max(0, expiresAt - now - refreshMargin);
}

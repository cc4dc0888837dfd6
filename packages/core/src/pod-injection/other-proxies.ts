import { type Container, isNativeSidecar, type PodSpec } from '../kubernetes/pod';
import { readGoDuration } from '../proxy-flags/go-duration';
import { parseArgs } from '../proxy-flags/parse-args';

/** Whether a container runs the Auth Proxy, ours or anybody's. */
export function isAuthProxy(container: Container): boolean {
  return /(^|\/)alloydb-auth-proxy([:@]|$)/.test(container.image ?? '');
}

/**
 * Seconds that the other proxies of the pod take to drain, as native sidecars: those stop one after the other, so that their
 * drains add up. Classic ones drain all at once.
 */
export function otherNativeDrainSeconds(spec: PodSpec, own: ReadonlySet<string>): number {
  let seconds = 0;
  for (const container of spec.initContainers ?? []) {
    if (own.has(container.name) || !isNativeSidecar(container) || !isAuthProxy(container)) continue;
    const parsed = parseArgs(container.args ?? []);
    const drain = parsed.command === 'serve' ? readGoDuration(parsed.invocation.flags.maxSigtermDelay ?? '0s') : undefined;
    seconds += Math.ceil(Number(drain ?? 0n) / 1e9);
  }
  return seconds;
}

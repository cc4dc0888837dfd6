import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readGoDuration } from './go-duration';
import { readIpAddress } from './ip-address';
import { problem } from './proxy-flags-codes';
import type { WaitFlags } from './proxy-invocation';

/**
 * The flags of `wait` as it takes them. It makes a URL of the address, so an IPv6 address has brackets there and nowhere else.
 * Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L515
 */
export function readWaitFlags(flags: WaitFlags, path: string, problems: ProblemList): WaitFlags {
  const { httpAddress, max } = flags;
  if (max !== undefined && readGoDuration(max) === 0n) {
    problems.add(problem('wait-without-time', path, { flag: '--max', value: quote(max) }));
  }
  const bracketed = /^\[(.*:.*)\]$/s.exec(httpAddress ?? '')?.[1];
  if (bracketed !== undefined) return { ...flags, httpAddress: bracketed };
  if (httpAddress?.includes(':') && readIpAddress(httpAddress)) {
    const values = { flag: '--http-address', value: quote(httpAddress), address: httpAddress };
    problems.add(problem('wait-address-without-brackets', path, values));
  }
  return flags;
}

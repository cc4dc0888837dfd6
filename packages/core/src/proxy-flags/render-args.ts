import type { FlagRow, ProxyCommand } from './flag-row';
import {
  flagsOf,
  instanceFlags,
  type ProxyInstance,
  type ProxyInvocation,
  type ShutdownFlags,
  valueOf,
  type WaitFlags,
} from './proxy-invocation';
import { writeQueryValue } from './query-string';
import { writeValue } from './value-kinds';

/**
 * The arguments of the Auth Proxy, in the order of the flag table, then the instances as they are given. The same invocation
 * gives the same arguments. What is undefined is left out; what is false is written (`--psc=false`).
 *
 * Secrets are left out: they reach the proxy by environment variables. Nothing is checked here: `checkInvocation` does that.
 *
 * @example
 * renderArgs({ flags: { structuredLogs: true, maxSigtermDelay: '10s' }, instances: [{ uri, flags: { port: 5432 } }] });
 * // ['--max-sigterm-delay=10s', '--structured-logs', 'projects/…/instances/primary?port=5432']
 */
export function renderArgs(invocation: ProxyInvocation): readonly string[] {
  return [...renderFlags('serve', invocation.flags), ...invocation.instances.map(renderInstance)];
}

/**
 * The arguments of the subcommand `wait`, with the subcommand first. An IPv6 address gets its brackets: `wait` makes a URL of it.
 * `wait` reads no environment, so a port or address other than the default must be given here again.
 */
export function renderWaitArgs(flags: WaitFlags): readonly string[] {
  const { httpAddress } = flags;
  const bracketed = httpAddress?.includes(':') ? { ...flags, httpAddress: `[${httpAddress}]` } : flags;
  return ['wait', ...renderFlags('wait', bracketed)];
}

/** The arguments of the subcommand `shutdown`, with the subcommand first. It reads no environment either. */
export function renderShutdownArgs(flags: ShutdownFlags): readonly string[] {
  return ['shutdown', ...renderFlags('shutdown', flags)];
}

function renderFlags(command: ProxyCommand, options: object): readonly string[] {
  return flagsOf(command).flatMap((row) => {
    const value = valueOf(options, row);
    if (value === undefined || row.secret || row.kind === 'action') return [];
    return [value === true ? `--${row.name}` : `--${row.name}=${writeValue(row.kind, value)}`];
  });
}

function renderInstance({ uri, flags }: ProxyInstance): string {
  const pairs = instanceFlags.flatMap((row) => renderParameter(row, valueOf(flags, row)));
  return pairs.length === 0 ? uri : `${uri}?${pairs.join('&')}`;
}

function renderParameter(row: FlagRow, value: unknown): readonly string[] {
  return value === undefined ? [] : [`${row.name}=${writeQueryValue(writeValue(row.kind, value))}`];
}

import { optionName } from './flag-names';
import type { FlagRow, ProxyCommand } from './flag-row';
import { flagRows } from './flag-table';
import type { InstanceFlags, ProxyFlags } from './proxy-flags.generated';

export type { InstanceFlags, ProxyFlags, ShutdownFlags, WaitFlags } from './proxy-flags.generated';

/** One instance that the Auth Proxy serves. */
export interface ProxyInstance {
  /** The instance URI: `projects/…/locations/…/clusters/…/instances/…`. */
  readonly uri: string;
  /** What holds for this instance alone. */
  readonly flags: InstanceFlags;
}

/**
 * How the Auth Proxy is started.
 *
 * @example
 * const invocation: ProxyInvocation = {
 *   flags: { healthCheck: true, httpAddress: '0.0.0.0', maxSigtermDelay: '10s' },
 *   instances: [{ uri: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary', flags: { port: 5432 } }],
 * };
 * const problems = checkInvocation(invocation);
 * const args = renderArgs(invocation);
 */
export interface ProxyInvocation {
  /** What holds for the whole process. */
  readonly flags: ProxyFlags;
  /** The instances, in the order in which they are named. */
  readonly instances: readonly ProxyInstance[];
}

/** A set of options, where only the table knows which. */
export type Options = Readonly<Record<string, unknown>>;

const commandFlags: Readonly<Record<ProxyCommand, readonly FlagRow[]>> = {
  serve: flagRows.filter(({ commands }) => commands.includes('serve')),
  wait: flagRows.filter(({ commands }) => commands.includes('wait')),
  shutdown: flagRows.filter(({ commands }) => commands.includes('shutdown')),
};

/** The flags of a command, in the order of the table. */
export function flagsOf(command: ProxyCommand): readonly FlagRow[] {
  return commandFlags[command];
}

/** The query parameters behind an instance URI, in the order of the table. */
export const instanceFlags: readonly FlagRow[] = flagRows.filter(({ scope }) => scope !== 'process');

const optionNames: ReadonlyMap<string, string> = new Map(flagRows.map(({ name }) => [name, optionName(name)]));

/** What `options` says about a flag. */
export function valueOf(options: object, row: FlagRow): unknown {
  return (options as Options)[optionNames.get(row.name) ?? ''];
}

/** What holds for an instance: its own value, else that of the process. */
export function valueFor<Name extends keyof InstanceFlags & keyof ProxyFlags>(
  invocation: ProxyInvocation,
  instance: ProxyInstance,
  name: Name,
): InstanceFlags[Name] | ProxyFlags[Name] {
  return instance.flags[name] ?? invocation.flags[name];
}

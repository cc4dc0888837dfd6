import { nearestName } from '../errors/nearest-name';
import type { ProxyCommand } from './flag-row';
import { flagRows } from './flag-table';
import { flagsOf, instanceFlags } from './proxy-invocation';

/** Flags of the Cloud SQL Auth Proxy that have another name here. */
const cloudSqlNames: Readonly<Record<string, string>> = {
  'exit-zero-on-sigterm': 'exit-zero-sigterm',
  'sqladmin-api-endpoint': 'alloydbadmin-api-endpoint',
};

/** Flags of the Cloud SQL Auth Proxy that have no counterpart here, and what to do. */
const cloudSqlOnly: Readonly<Record<string, string>> = {
  'private-ip': 'The Auth Proxy uses the private IP address unless --public-ip or --psc is set.',
  'auto-ip': 'The Auth Proxy uses the private IP address unless --public-ip or --psc is set.',
  instances: 'Write the instance URIs as arguments.',
};

/** What to do instead of a flag that `command` does not have: `--name` or `-n`. */
export function suggestFlag(flag: string, command: ProxyCommand): string {
  const name = flag.replace(/^-+/, '');
  const elsewhere = Object.hasOwn(cloudSqlNames, name) ? cloudSqlNames[name] : undefined;
  if (elsewhere) return `Write --${elsewhere}: --${name} is its name in the Cloud SQL Auth Proxy.`;
  if (Object.hasOwn(cloudSqlOnly, name)) return cloudSqlOnly[name] ?? '';
  const row = flagRows.find((known) => known.name === name);
  if (row?.scope === 'instance') return `Write ?${name}= behind the instance URI: it holds for one instance.`;
  if (row?.kind === 'action') return `Remove it: with --${name} the program prints something and ends.`;
  if (row?.commands.includes('serve')) return `Remove it: --${name} is for the Auth Proxy that "${command}" talks to.`;
  if (row) return `Remove it: --${name} belongs to "${row.commands.join('" and "')}".`;
  const nearest = flag.startsWith('--')
    ? nearestName(
        name,
        flagsOf(command).map((known) => known.name),
      )
    : undefined;
  return nearest ? `Did you mean --${nearest}?` : 'Remove it. "alloydb-auth-proxy --help" lists the flags there are.';
}

/** What to do instead of a query parameter that there is not. */
export function suggestParameter(parameter: string): string {
  const known = instanceFlags.map((row) => row.name);
  const ofProcess = flagRows.find((row) => row.name === parameter && row.commands.includes('serve'));
  if (ofProcess) return `Write --${parameter}: it holds for the whole process.`;
  const nearest = nearestName(parameter, known);
  return nearest ? `Did you mean "${nearest}"?` : `The parameters are ${known.join(', ')}.`;
}

import { isIPv4 } from 'node:net';
import { type InstanceUri, type IpType, ipTypes, type ProblemList, quote, readBoolean, readChoice, readFields } from '@alloydb-gke/core';
import type { Instance } from './emulator-model';
import type { InstanceType } from './emulator-spec';
import { readList, readMap } from './read-map';
import { problem } from './spec-codes';

const fieldTable = {
  type: { meaning: '"PRIMARY" or "READ_POOL"' },
  databaseFlags: { meaning: 'the database flags by their name' },
  requireConnectors: { meaning: 'whether only connectors and the Auth Proxy may connect' },
  ipTypes: { meaning: 'the kinds of address that it has' },
  addresses: { meaning: 'addresses that it must have, by IP type' },
} as const;

const instanceTypes: readonly InstanceType[] = ['PRIMARY', 'READ_POOL'];

/** Settings of PostgreSQL that the emulator needs for itself. */
const reservedFlags = new Set([
  'listen_addresses',
  'unix_socket_directories',
  'port',
  'data_directory',
  'hba_file',
  'ident_file',
  'hot_standby',
  'primary_conninfo',
  'wal_level',
  'log_destination',
  'log_line_prefix',
  'logging_collector',
  'ssl',
]);

/** Reads an instance. Every problem is gathered; the result is usable only if there was none. */
export function readInstance(uri: InstanceUri, value: unknown, path: string, problems: ProblemList): Instance {
  const fields = readFields(value, path, fieldTable, problems) ?? {};
  const type = readChoice(fields['type'], `${path}.type`, instanceTypes, problems) ?? 'PRIMARY';
  const requireConnectors = readBoolean(fields['requireConnectors'], `${path}.requireConnectors`, problems) ?? false;
  const kinds = readIpTypes(fields['ipTypes'], `${path}.ipTypes`, problems);
  const addresses = readAddresses(fields['addresses'], `${path}.addresses`, kinds, problems);
  const databaseFlags = readDatabaseFlags(fields['databaseFlags'], `${path}.databaseFlags`, problems);
  return { uri, type, databaseFlags, requireConnectors, ipTypes: kinds, addresses };
}

function readIpTypes(value: unknown, path: string, problems: ProblemList): readonly IpType[] {
  if (value === undefined) return ['PRIVATE'];
  const kinds = readList(value, path, 'IP types', problems).flatMap(
    (kind, index) => readChoice(kind, `${path}[${index}]`, ipTypes, problems) ?? [],
  );
  if (Array.isArray(value) && value.length === 0) problems.add(problem('no-ip-types', path, {}));
  return ipTypes.filter((kind) => kinds.includes(kind));
}

function readAddresses(value: unknown, path: string, kinds: readonly IpType[], problems: ProblemList): Partial<Record<IpType, string>> {
  const found: Partial<Record<IpType, string>> = {};
  for (const [name, address] of readMap(value, path, 'addresses', problems)) {
    const ipType = readChoice(name, path, ipTypes, problems);
    if (typeof address !== 'string' || !isIPv4(address))
      problems.add(problem('instance-address', `${path}.${name}`, { value: quote(address) }));
    else if (ipType && !kinds.includes(ipType)) problems.add(problem('address-not-used', `${path}.${name}`, { ipType }));
    else if (ipType) found[ipType] = address;
  }
  return found;
}

function readDatabaseFlags(value: unknown, path: string, problems: ProblemList): Readonly<Record<string, string>> {
  const flags = readMap(value, path, 'database flags', problems).flatMap(([name, setting]) => {
    const at = `${path}["${name}"]`;
    if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name)) problems.add(problem('database-flag-name', path, { value: quote(name) }));
    else if (reservedFlags.has(name)) problems.add(problem('reserved-database-flag', at, { value: quote(name) }));
    else if (typeof setting !== 'string' || /[\n\r\0]/.test(setting))
      problems.add(problem('database-flag-value', at, { value: quote(setting) }));
    else return [[name, setting] as const];
    return [];
  });
  return Object.fromEntries(flags);
}

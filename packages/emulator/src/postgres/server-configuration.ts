import type { DatabaseUser, Instance } from '../spec/emulator-model';
import { administrator } from '../spec/read-database-users';

/** The number in the names of all sockets; none of the servers listens on a TCP port. */
export const socketNumber = 5432;

/** AlloyDB's own default. Source: https://cloud.google.com/alloydb/docs/reference/alloydb-flags */
const defaultMaxConnections = 1000;

export interface ServerConfigurationOptions {
  readonly instance: Instance;
  /** The instances of its cluster: a read pool must have room for what the primary has room for. */
  readonly cluster: readonly Instance[];
  /** Where its socket is. */
  readonly socketFolder: string;
  /** Where the primary's socket is; for a read pool alone. */
  readonly primarySocketFolder: string | undefined;
}

/** Separates the fields in front of a line of the server's log. */
export const logSeparator = '\t';

/** The text of postgresql.conf. */
export function serverConfiguration(options: ServerConfigurationOptions): string {
  const { instance, cluster, socketFolder, primarySocketFolder } = options;
  const maxConnections = Math.max(...cluster.map(({ databaseFlags }) => Number(databaseFlags['max_connections'] ?? defaultMaxConnections)));
  const settings: Record<string, string> = {
    // Nothing here has to survive a crash of the machine.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum_naptime: '60s',
    shared_buffers: '32MB',
    min_wal_size: '8MB',
    max_wal_size: '256MB',
    // In files of the data folder, which go with it: what lies in /dev/shm would stay behind a killed server.
    dynamic_shared_memory_type: 'mmap',
    wal_retrieve_retry_interval: '100ms',
    timezone: 'UTC',
    ...instance.databaseFlags,
    max_connections: String(maxConnections),
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    port: String(socketNumber),
    password_encryption: 'scram-sha-256',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_min_messages: 'error',
    // Statements may hold secrets.
    log_min_error_statement: 'panic',
    log_statement: 'none',
    lc_messages: 'C',
    log_line_prefix: ['%e', '%b', '%u', '%d', ''].join(logSeparator),
    hot_standby: 'on',
    ...(primarySocketFolder !== undefined && {
      primary_conninfo: `host=${primarySocketFolder} port=${socketNumber} user=${administrator}`,
    }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('');
}

/**
 * The text of pg_hba.conf. IAM users come without a password, for the front has seen their token; the administrator can
 * come only from here, for the front lets nobody through who calls himself so; everybody else needs a password.
 */
export function hostBasedAuthentication(users: readonly DatabaseUser[]): string {
  const trusted = [administrator, ...users.filter(({ auth }) => auth === 'iam').map(({ name }) => name)];
  const lines = [
    `local replication ${administrator} trust`,
    ...trusted.map((user) => `local all "${user.replaceAll('"', '""')}" trust`),
    'local all all scram-sha-256',
  ];
  return `${lines.join('\n')}\n`;
}

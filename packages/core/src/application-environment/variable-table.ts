/** The ways to name the variables of an application. */
export type VariableScheme = 'libpq' | 'prefix' | 'url' | 'connector';

/** What a variable tells the application. */
export type VariableMeaning =
  | 'host'
  | 'port'
  | 'database'
  | 'user'
  | 'password'
  | 'passwordFile'
  | 'sslMode'
  | 'url'
  | 'instanceUri'
  | 'ipType'
  | 'auth';

/**
 * One variable. In a name `{PREFIX}` stands for the prefix and `{URL}` for the name of the URL variable, both of the
 * instance; `{NAME}` for the instance's own name in capitals, with underscores for hyphens.
 */
export interface VariableRow {
  /** The scheme that it belongs to. */
  readonly scheme: VariableScheme;
  /** What it tells the application. */
  readonly meaning: VariableMeaning;
  /** The name for the default instance; with `{PREFIX}` or `{URL}` in it, for every instance. */
  readonly name: string;
  /** The name for any other instance; nothing where one variable is for all of them. */
  readonly otherName?: string;
  /** Names of single instances, where the rule above is not the one that applications expect. */
  readonly otherNames?: Readonly<Record<string, string>>;
  /** What it holds, for the reference. */
  readonly holds: string;
}

/**
 * Every variable that an application can be given. Code, reference and tests all come from this table; the order of its rows
 * is the order in a manifest.
 */
export const variableTable: readonly VariableRow[] = [
  { scheme: 'libpq', meaning: 'host', name: 'PGHOST', otherName: '{NAME}_PGHOST', holds: 'Where the proxy listens: `127.0.0.1`.' },
  { scheme: 'libpq', meaning: 'port', name: 'PGPORT', otherName: '{NAME}_PGPORT', holds: "The proxy's port for the instance." },
  { scheme: 'libpq', meaning: 'database', name: 'PGDATABASE', otherName: '{NAME}_PGDATABASE', holds: 'The name of the database.' },
  { scheme: 'libpq', meaning: 'user', name: 'PGUSER', otherName: '{NAME}_PGUSER', holds: 'The database user.' },
  { scheme: 'libpq', meaning: 'password', name: 'PGPASSWORD', otherName: '{NAME}_PGPASSWORD', holds: "The database user's password." },
  {
    scheme: 'libpq',
    meaning: 'passwordFile',
    name: 'PGPASSWORD_FILE',
    otherName: '{NAME}_PGPASSWORD_FILE',
    holds: 'The file that holds the password. libpq does not read it; the application does.',
  },
  { scheme: 'libpq', meaning: 'sslMode', name: 'PGSSLMODE', otherName: '{NAME}_PGSSLMODE', holds: 'Always `disable`.' },
  { scheme: 'prefix', meaning: 'host', name: '{PREFIX}HOST', holds: 'Where the proxy listens: `127.0.0.1`.' },
  { scheme: 'prefix', meaning: 'port', name: '{PREFIX}PORT', holds: "The proxy's port for the instance." },
  { scheme: 'prefix', meaning: 'database', name: '{PREFIX}NAME', holds: 'The name of the database.' },
  { scheme: 'prefix', meaning: 'user', name: '{PREFIX}USER', holds: 'The database user.' },
  { scheme: 'prefix', meaning: 'password', name: '{PREFIX}PASSWORD', holds: "The database user's password." },
  {
    scheme: 'prefix',
    meaning: 'passwordFile',
    name: '{PREFIX}PASSWORD_FILE',
    holds: 'The file that holds the password.',
  },
  {
    scheme: 'url',
    meaning: 'url',
    name: '{URL}',
    holds: 'Everything but the password: `postgresql://USER@127.0.0.1:PORT/DATABASE?sslmode=disable`.',
  },
  { scheme: 'url', meaning: 'password', name: 'PGPASSWORD', holds: "The database user's password. Drivers read it when a URL has none." },
  { scheme: 'url', meaning: 'passwordFile', name: 'PGPASSWORD_FILE', holds: 'The file that holds the password.' },
  {
    scheme: 'connector',
    meaning: 'instanceUri',
    name: 'ALLOYDB_INSTANCE_URI',
    otherName: 'ALLOYDB_{NAME}_INSTANCE_URI',
    otherNames: { read: 'ALLOYDB_READ_POOL_URI' },
    holds: 'The instance URI.',
  },
  { scheme: 'connector', meaning: 'ipType', name: 'ALLOYDB_IP_TYPE', holds: 'Which address is dialled: `PRIVATE`, `PUBLIC` or `PSC`.' },
  { scheme: 'connector', meaning: 'auth', name: 'ALLOYDB_AUTH', holds: 'The auth mode: `iam` or `built-in`.' },
  { scheme: 'connector', meaning: 'user', name: 'PGUSER', holds: 'The database user.' },
  { scheme: 'connector', meaning: 'database', name: 'PGDATABASE', holds: 'The name of the database.' },
  { scheme: 'connector', meaning: 'password', name: 'PGPASSWORD', holds: "The database user's password." },
  { scheme: 'connector', meaning: 'passwordFile', name: 'PGPASSWORD_FILE', holds: 'The file that holds the password.' },
];

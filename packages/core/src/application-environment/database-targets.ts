import { type DatabaseText, portIn, readDatabaseText } from './read-database-text';

/** A database that the variables of a container name: where an application will log in, and as whom. */
export interface DatabaseTarget {
  /** The variable that names it: `PGHOST`, `DB_HOST`, `DATABASE_URL`. */
  readonly from: string;
  /** A name, an address, or the folder of a Unix socket: then it starts with a slash. */
  readonly host: string;
  /** The TCP port, or the number in the name of the Unix socket; 5432 where none is named. */
  readonly port: number;
  /** The database user; undefined where no variable names one. */
  readonly user?: string;
  /** The name of the database; the user's where no variable names one, as in libpq. */
  readonly database?: string;
  /** The password, where a variable holds it. It is a secret. */
  readonly password?: string;
  /** The file that holds the password, where a variable names one. */
  readonly passwordFile?: string;
  /** `disable`, `prefer`, `require` …; undefined where no variable says it. */
  readonly sslMode?: string;
}

type Fields = DatabaseText & { readonly passwordFile?: string };

/** What stands behind the prefix of a variable, and what it tells. */
const endings: Readonly<Record<string, keyof Fields>> = {
  HOST: 'host',
  HOSTADDR: 'host',
  HOSTNAME: 'host',
  PORT: 'port',
  USER: 'user',
  USERNAME: 'user',
  PASSWORD: 'password',
  PASS: 'password',
  PASSWORD_FILE: 'passwordFile',
  NAME: 'database',
  DATABASE: 'database',
  DBNAME: 'database',
  DB: 'database',
  SSLMODE: 'sslMode',
  SSL_MODE: 'sslMode',
};

/** The longest ending first: `DB_PASSWORD_FILE` is no password, `DB_USERNAME` no name of a database. */
const endingPattern = new RegExp(
  `^(.+?)(${Object.keys(endings)
    .sort((left, right) => right.length - left.length)
    .join('|')})$`,
);

/** What Kubernetes sets for Services. Source: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables */
const serviceLink = /^KUBERNETES_|_SERVICE_(HOST|PORT(_.*)?)$|_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/;

/** Prefixes of a database, for which a host alone is enough. */
const databasePrefix = /(^|_)(DB|DATABASE|DATASOURCE|PG|POSTGRES|POSTGRESQL|ALLOYDB)_?$/;

/** Prefixes of servers that have a host, a user and a name, and are no PostgreSQL. */
const foreignPrefix =
  /(^|_)(REDIS|VALKEY|MEMCACHED|SMTP|MAIL|EMAIL|KAFKA|RABBITMQ|AMQP|MQTT|MONGO|MONGODB|MYSQL|MARIADB|MSSQL|ORACLE|ELASTICSEARCH|OPENSEARCH|CLICKHOUSE|CASSANDRA|LDAP|SFTP|FTP)_/;

/**
 * The databases that the variables of a container name, in the order of their names: libpq's `PG…`, a prefix with `HOST`, `PORT`,
 * `USER`, `PASSWORD` and `NAME` (`DATABASE`, `DB`), PostgreSQL and JDBC URLs, and connection strings of keywords. What one group
 * does not say is taken from the one that it extends: `DB_READ_HOST` logs in as `DB_USER`, `READ_PGHOST` as `PGUSER`.
 * Variables that Kubernetes sets for Services name no database.
 *
 * @example
 * databaseTargets({ DB_HOST: '127.0.0.1', DB_PORT: '5432', DB_USER: 'appuser', DB_NAME: 'myapp' });
 * // [{ from: 'DB_HOST', host: '127.0.0.1', port: 5432, user: 'appuser', database: 'myapp' }]
 */
export function databaseTargets(environment: Readonly<Record<string, string | undefined>>): readonly DatabaseTarget[] {
  const variables = Object.entries(environment)
    .flatMap(([name, value]) => (value === undefined || value === '' || serviceLink.test(name) ? [] : [[name, value] as const]))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const texts = variables.flatMap(([name, value]) => {
    const read = readDatabaseText(value);
    return read ? [{ name, read }] : [];
  });
  const groups = groupsOf(variables.filter(([name]) => !texts.some((text) => text.name === name)));
  const fromTexts = texts.map(({ name, read }) =>
    target(name, read, groups.get(name.replace(/[A-Z]+$/, ''))?.fields ?? {}, groups.get('PG')?.fields ?? {}),
  );
  const fromGroups = [...groups].flatMap(([prefix, { from, fields }]) => {
    const whole = { ...inherited(prefix, groups), ...fields };
    const isOne = from !== undefined && !foreignPrefix.test(prefix) && (databasePrefix.test(prefix) || whole.database !== undefined);
    return isOne ? [target(from, fields, inherited(prefix, groups))] : [];
  });
  return withoutTwins([...fromGroups, ...fromTexts]);
}

interface Group {
  /** The variable with the host, if there is one. */
  readonly from: string | undefined;
  readonly fields: Fields;
}

/** Variables by their prefix. */
function groupsOf(variables: readonly (readonly [string, string])[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const [name, value] of variables) {
    const [, prefix = '', ending = ''] = endingPattern.exec(name) ?? [];
    const field = endings[ending];
    // PGUSER and DB_USER are of a group; a word that merely ends alike is not: SUPERUSER.
    if (field === undefined || !/(_|PG)$/.test(prefix)) continue;
    const group = groups.get(prefix) ?? { from: undefined, fields: {} };
    const said = read(field, value);
    groups.set(prefix, { from: field === 'host' ? name : group.from, fields: { ...group.fields, ...said } });
  }
  return groups;
}

function read(field: keyof Fields, value: string): Fields {
  // The official example of the Auth Proxy writes the port behind the host.
  const [, host, port] = field === 'host' ? (/^([^:/\s]+):(\d+)$/.exec(value) ?? []) : [];
  const number = portIn(field === 'port' ? value : port);
  if (host !== undefined && number !== undefined) return { host, port: number };
  if (field !== 'port') return { [field]: value };
  // A Service called as the prefix leaves tcp://… here.
  return number === undefined ? {} : { port: number };
}

/** What a group takes from the one whose name is the longest part of its own. */
function inherited(prefix: string, groups: ReadonlyMap<string, Group>): Fields {
  const parents = [...groups.keys()].filter((other) => other !== prefix && (prefix.startsWith(other) || prefix.endsWith(other)));
  const [nearest] = parents.sort((left, right) => right.length - left.length);
  const { host, port, ...fields } = groups.get(nearest ?? '')?.fields ?? {};
  return fields;
}

function target(from: string, own: Fields, ...others: readonly Fields[]): DatabaseTarget {
  const all: Fields = Object.assign({}, ...[own, ...others].reverse());
  const { host = '127.0.0.1', port = 5432, password, passwordFile, ...fields } = all;
  const database = fields.database ?? fields.user;
  // Of a password and a file that are not said together, the nearer one counts.
  const isFile = own.password === undefined && passwordFile !== undefined && (own.passwordFile !== undefined || password === undefined);
  return {
    from,
    host,
    port,
    ...(fields.user !== undefined && { user: fields.user }),
    ...(database !== undefined && { database }),
    ...(isFile ? { passwordFile } : password !== undefined && { password }),
    ...(fields.sslMode !== undefined && { sslMode: fields.sslMode }),
  };
}

/** A database that is named twice is one. */
function withoutTwins(targets: readonly DatabaseTarget[]): readonly DatabaseTarget[] {
  const key = ({ host, port, user, database }: DatabaseTarget): string => JSON.stringify([host, port, user, database]);
  return targets.filter((one, index) => targets.findIndex((other) => key(other) === key(one)) === index);
}

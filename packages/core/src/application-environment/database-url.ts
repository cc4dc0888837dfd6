import { problem as connectionProblem } from '../connection/connection-codes';
import { isPostgresName } from '../connection/postgres-name';
import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readFields, readText } from '../input/read-fields';
import { problem } from './application-environment-codes';

/** What a URL says of a database. There is no password in it, on purpose. */
export interface DatabaseUrlFields {
  /** The database user. */
  readonly user: string;
  /** Name or IPv4 address. */
  readonly host: string;
  /** TCP port. */
  readonly port: number;
  /** The name of the database. */
  readonly database: string;
}

const urlFields = {
  user: { meaning: 'the database user', required: true },
  host: { meaning: 'a host name or an IPv4 address', required: true },
  port: { meaning: 'the TCP port', required: true },
  database: { meaning: 'the name of the database', required: true },
} as const;

/**
 * A PostgreSQL URL that every driver reads the same way. `sslmode=disable` is right for the last few bytes from the
 * application to the proxy: the proxy's own connection to the instance is mutual TLS.
 *
 * @throws ModelError if drivers would read a part of it differently
 * @example
 * databaseUrl({ user: 'orders@my-project.iam', host: '127.0.0.1', port: 5432, database: 'shop' });
 * // 'postgresql://orders%40my-project.iam@127.0.0.1:5432/shop?sslmode=disable'
 */
export function databaseUrl(fields: DatabaseUrlFields, path = 'databaseUrl'): string {
  const problems = new ProblemList();
  checkFields(fields, path, problems);
  problems.throwIfAny();
  const { user, host, port, database } = fields;
  return `${beforeHost(user)}${host}:${port}${behindPort(database)}`;
}

/** Everything that stands before the host. */
export function beforeHost(user: string): string {
  return `postgresql://${encodeURIComponent(user).replace(/[!'()*]/g, percentEncoded)}@`;
}

/**
 * Everything that stands behind the port. node-postgres decodes the path with `decodeURI`, libpq decodes all of it: so only
 * what `decodeURI` decodes is encoded here, and both read the same name.
 * Source: https://github.com/brianc/node-postgres/blob/master/packages/pg-connection-string/index.js
 */
export function behindPort(database: string): string {
  return `/${encodeURI(database).replace(/[!'()*[\]]/g, percentEncoded)}?sslmode=disable`;
}

/**
 * Whether a URL can carry the name of a database. `?` and `#` must be encoded and node-postgres does not decode them;
 * `.` and `..` between slashes are resolved away by every URL parser that follows the WHATWG.
 */
export function fitsIntoUrl(database: string): boolean {
  return !/[?#]/.test(database) && !/(^|\/)\.\.?(\/|$)/.test(database);
}

function checkFields(value: unknown, path: string, problems: ProblemList): void {
  const fields = readFields(value, path, urlFields, problems);
  const at = (field: keyof typeof urlFields): string => `${path}.${field}`;
  const user = readText(fields?.['user'], at('user'), problems);
  const host = readText(fields?.['host'], at('host'), problems);
  const database = readText(fields?.['database'], at('database'), problems);
  const port = fields?.['port'];
  if (user !== undefined && !isPostgresName(user)) problems.add(connectionProblem('database-user', at('user'), { value: quote(user) }));
  if (host !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    problems.add(problem('url-host', at('host'), { value: quote(host) }));
  }
  if (port !== undefined && !(typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535)) {
    problems.add(problem('url-port', at('port'), { value: quote(port) }));
  }
  if (database === undefined) return;
  if (!isPostgresName(database)) problems.add(connectionProblem('database-name', at('database'), { value: quote(database) }));
  else if (!fitsIntoUrl(database)) problems.add(problem('database-name-in-url', at('database'), { value: quote(database) }));
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

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

/**
 * A PostgreSQL URL that every driver reads the same way. `sslmode=disable` is right for the last few bytes from the
 * application to the proxy: the proxy's own connection to the instance is mutual TLS.
 *
 * @example
 * databaseUrl({ user: 'orders@my-project.iam', host: '127.0.0.1', port: 5432, database: 'shop' });
 * // 'postgresql://orders%40my-project.iam@127.0.0.1:5432/shop?sslmode=disable'
 */
export function databaseUrl({ user, host, port, database }: DatabaseUrlFields): string {
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

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/**
 * An identifier of PostgreSQL that means exactly `name`.
 * Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 */
export function sqlIdentifier(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}

/** A string of PostgreSQL that means exactly `text`, whatever `standard_conforming_strings` is. */
export function sqlLiteral(text: string): string {
  const quoted = `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

/**
 * The command of psql that goes on in another database, as the same user. A bare name with "=" in it would be taken for a
 * whole connection string, so it always is one.
 * Source: https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMAND-CONNECT
 */
export function psqlConnect(database: string): string {
  const connectionString = `dbname='${database.replace(/[\\']/g, '\\$&')}'`;
  const argument = connectionString.replace(/\\/g, '\\\\').replace(/'/g, "''").replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return `\\connect -reuse-previous=on '${argument}'`;
}

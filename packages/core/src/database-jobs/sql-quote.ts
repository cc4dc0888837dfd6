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
 * whole connection string, so it always is one. psql takes an argument of \connect as an identifier once more and strips its
 * double quotes.
 * Source: https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMAND-CONNECT,
 * read_connect_arg in src/bin/psql/command.c
 */
export function psqlConnect(database: string): string {
  const connectionString = `dbname='${database.replace(/[\\']/g, '\\$&')}'`;
  const identifier = database.includes('"') ? sqlIdentifier(connectionString) : connectionString;
  const argument = identifier.replace(/\\/g, '\\\\').replace(/'/g, "''").replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return `\\connect -reuse-previous=on '${argument}'`;
}

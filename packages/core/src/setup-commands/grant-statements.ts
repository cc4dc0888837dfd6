import { psqlConnect, sqlIdentifier, sqlLiteral } from './sql-quote';

/** What a database user may do with what is in a schema. */
interface Privileges {
  readonly database: string;
  readonly schema: string;
  readonly tables: string;
  readonly sequences: string;
}

const privilegesOf: Readonly<Record<'read-write' | 'read-only', Privileges>> = {
  'read-write': {
    database: 'CONNECT, TEMPORARY',
    schema: 'USAGE, CREATE',
    tables: 'SELECT, INSERT, UPDATE, DELETE',
    sequences: 'USAGE, SELECT, UPDATE',
  },
  'read-only': { database: 'CONNECT', schema: 'USAGE', tables: 'SELECT', sequences: 'SELECT' },
};

/** What is created and granted. */
export interface Grants {
  readonly database: string;
  readonly user: string;
  readonly schema: string;
  readonly access: 'read-write' | 'read-only';
}

/**
 * The statements, for psql, that make the database and let the user work in it. They can be run again. Since PostgreSQL 15 a
 * new user may create nothing in the schema "public", and a new IAM user has no privileges at all.
 * Source: https://www.postgresql.org/docs/current/ddl-priv.html
 */
export function grantStatements({ database, user, schema, access }: Grants): string {
  const grantee = sqlIdentifier(user);
  const place = sqlIdentifier(schema);
  const may = privilegesOf[access];
  return [
    `SELECT format('CREATE DATABASE %I', ${sqlLiteral(database)})`,
    `WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${sqlLiteral(database)}) \\gexec`,
    psqlConnect(database),
    ...(schema === 'public' ? [] : [`CREATE SCHEMA IF NOT EXISTS ${place};`]),
    `GRANT ${may.database} ON DATABASE ${sqlIdentifier(database)} TO ${grantee};`,
    `GRANT ${may.schema} ON SCHEMA ${place} TO ${grantee};`,
    `GRANT ${may.tables} ON ALL TABLES IN SCHEMA ${place} TO ${grantee};`,
    `GRANT ${may.sequences} ON ALL SEQUENCES IN SCHEMA ${place} TO ${grantee};`,
    '-- The same for what this administrator makes later. Another user who makes tables has to grant them itself.',
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${place} GRANT ${may.tables} ON TABLES TO ${grantee};`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${place} GRANT ${may.sequences} ON SEQUENCES TO ${grantee};`,
  ].join('\n');
}

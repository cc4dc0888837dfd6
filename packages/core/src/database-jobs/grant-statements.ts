import { psqlConnect, sqlIdentifier, sqlLiteral } from './sql-quote';

/** What a database user may do with what is in a schema. The last of each is the one that is given most sparingly. */
export interface Privileges {
  readonly database: string;
  readonly schema: string;
  readonly table: string;
  readonly sequence: string;
}

export const privilegesOf: Readonly<Record<'read-write' | 'read-only', Privileges>> = {
  'read-write': {
    database: 'CONNECT, TEMPORARY',
    schema: 'USAGE, CREATE',
    table: 'SELECT, INSERT, UPDATE, DELETE',
    sequence: 'USAGE, SELECT, UPDATE',
  },
  'read-only': { database: 'CONNECT', schema: 'USAGE', table: 'SELECT', sequence: 'SELECT' },
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
 * new user may create nothing in the schema "public", and a new IAM user has no privileges at all. The administrator of
 * AlloyDB is no superuser: a GRANT on what somebody else owns, such as the application's own tables, would stop everything.
 * Source: https://www.postgresql.org/docs/current/ddl-priv.html, https://cloud.google.com/alloydb/docs/database-users/about
 */
export function grantStatements({ database, user, schema, access }: Grants): string {
  const [grantee, place] = [sqlIdentifier(user), sqlIdentifier(schema)];
  const [databaseText, userText, schemaText] = [sqlLiteral(database), sqlLiteral(user), sqlLiteral(schema)];
  const may = privilegesOf[access];
  const missing = (kind: 'database' | 'schema' | 'table' | 'sequence', oid: string): string =>
    `NOT has_${kind}_privilege(${userText}, ${oid}, '${may[kind].split(', ').pop()}')`;
  // What an extension made comes with grants of its own.
  const ofKinds = (...kinds: readonly string[]): string =>
    `FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = ${schemaText} AND relkind IN (${kinds.map(sqlLiteral).join(', ')})
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')`;
  return `SELECT format('CREATE DATABASE %I', ${databaseText})
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${databaseText}) \\gexec
${psqlConnect(database)}
SELECT format('CREATE SCHEMA %I', ${schemaText})
WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = ${schemaText}) \\gexec
-- Grants what this administrator may grant. What the user still lacks then is named, with its owner.
WITH object (name, owner, privileges, missing) AS (
  SELECT format('DATABASE %I', datname), datdba, '${may.database}', ${missing('database', 'oid')}
    FROM pg_database WHERE datname = current_database()
  UNION ALL
  SELECT format('SCHEMA %I', nspname), nspowner, '${may.schema}', ${missing('schema', 'oid')}
    FROM pg_namespace WHERE nspname = ${schemaText}
  UNION ALL
  SELECT format('TABLE %I.%I', nspname, relname), relowner, '${may.table}', ${missing('table', 'pg_class.oid')}
    ${ofKinds('r', 'p', 'v', 'm', 'f')}
  UNION ALL
  SELECT format('SEQUENCE %I.%I', nspname, relname), relowner, '${may.sequence}', ${missing('sequence', 'pg_class.oid')}
    ${ofKinds('S')}
)
SELECT format('GRANT %s ON %s TO %I', privileges, name, ${userText}) FROM object
WHERE pg_has_role(owner, 'USAGE')
UNION ALL
SELECT format('SELECT %L AS "not granted"', format('%1$I owns %2$s. Log in as %1$I and grant %3$s to %4$I.',
  pg_get_userbyid(owner), string_agg(name, ', ' ORDER BY name), privileges, ${userText})) FROM object
WHERE missing AND NOT pg_has_role(owner, 'USAGE')
GROUP BY owner, privileges \\gexec
-- The same for what this administrator makes later. Another user who makes tables has to grant them itself.
ALTER DEFAULT PRIVILEGES IN SCHEMA ${place} GRANT ${may.table} ON TABLES TO ${grantee};
ALTER DEFAULT PRIVILEGES IN SCHEMA ${place} GRANT ${may.sequence} ON SEQUENCES TO ${grantee};`;
}

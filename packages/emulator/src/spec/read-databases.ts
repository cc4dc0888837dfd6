import { isPostgresName, type ProblemList, quote, readFields, readText } from '@alloydb-gke/core';
import type { Database, DatabaseUser, Grant } from './emulator-model';
import { orEmpty, readList, readMap, readTexts } from './read-map';
import { problem } from './spec-codes';

const databaseTable = {
  owner: { meaning: 'the database user that owns it' },
  grants: { meaning: 'privileges inside it' },
  statements: { meaning: 'SQL statements that set it up' },
} as const;

const grantTable = {
  to: { meaning: 'the database user', required: true },
  privileges: { meaning: 'the privileges, as in [SELECT, INSERT]', required: true },
  on: { meaning: 'what they are granted on, as in "SCHEMA public"', required: true },
} as const;

/** Source: https://www.postgresql.org/docs/current/manage-ag-templatedbs.html */
const templates: readonly string[] = ['template0', 'template1'];

/** Source: https://www.postgresql.org/docs/current/sql-grant.html */
const privilege =
  /^(ALL( PRIVILEGES)?|SELECT|INSERT|UPDATE|DELETE|TRUNCATE|REFERENCES|TRIGGER|MAINTAIN|USAGE|CREATE|CONNECT|TEMPORARY|TEMP|EXECUTE|SET)$/;
const grantObject = /^(TABLE|SEQUENCE|DATABASE|SCHEMA|FUNCTION|ROUTINE|TYPE|ALL (TABLES|SEQUENCES|FUNCTIONS|ROUTINES) IN SCHEMA) [^;]+$/;

/** Reads the databases of a cluster. `postgres` is there in any case. */
export function readDatabases(value: unknown, path: string, users: readonly DatabaseUser[], problems: ProblemList): readonly Database[] {
  const databases = readMap(value, path, 'databases', problems).map(([name, database]) =>
    readDatabase(name, orEmpty(database), `${path}["${name}"]`, users, problems),
  );
  const standard: Database = { name: 'postgres', owner: undefined, grants: [], statements: [] };
  return databases.some(({ name }) => name === 'postgres') ? databases : [standard, ...databases];
}

function readDatabase(name: string, value: unknown, path: string, users: readonly DatabaseUser[], problems: ProblemList): Database {
  const fields = readFields(value, path, databaseTable, problems) ?? {};
  if (!isPostgresName(name)) problems.add(problem('postgres-name', path, { value: quote(name) }));
  if (templates.includes(name)) problems.add(problem('database-of-postgres', path, { value: quote(name) }));
  const owner = readText(fields['owner'], `${path}.owner`, problems);
  if (owner !== undefined) checkUser(owner, `${path}.owner`, users, problems);
  const grants = readList(fields['grants'], `${path}.grants`, 'grants', problems).map((grant, index) =>
    readGrant(grant, `${path}.grants[${index}]`, users, problems),
  );
  const statements = readTexts(fields['statements'], `${path}.statements`, 'SQL statements', problems);
  return { name, owner, grants, statements };
}

function readGrant(value: unknown, path: string, users: readonly DatabaseUser[], problems: ProblemList): Grant {
  const fields = readFields(value, path, grantTable, problems) ?? {};
  const to = readText(fields['to'], `${path}.to`, problems) ?? '';
  if (fields['to'] !== undefined) checkUser(to, `${path}.to`, users, problems);
  const privileges = readTexts(fields['privileges'], `${path}.privileges`, 'privileges', problems).map((text) => text.toUpperCase());
  for (const [index, text] of privileges.entries()) {
    if (!privilege.test(text)) problems.add(problem('grant-privilege', `${path}.privileges[${index}]`, { value: quote(text) }));
  }
  const on = readText(fields['on'], `${path}.on`, problems) ?? '';
  if (fields['on'] !== undefined && !grantObject.test(on)) problems.add(problem('grant-object', `${path}.on`, { value: quote(on) }));
  return { to, privileges, on };
}

function checkUser(name: string, path: string, users: readonly DatabaseUser[], problems: ProblemList): void {
  if (!users.some((user) => user.name === name)) problems.add(problem('grant-to-unknown-user', path, { value: quote(name) }));
}

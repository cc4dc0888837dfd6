import { authModeNames, isPostgresName, type ProblemList, quote, readChoice, readFields, readText } from '@alloydb-gke/core';
import type { DatabaseUser } from './emulator-model';
import { readMap, readTexts } from './read-map';
import { problem } from './spec-codes';

const fieldTable = {
  auth: { meaning: '"iam" or "built-in"', required: true },
  password: { meaning: 'the password of a built-in user' },
  databaseRoles: { meaning: 'the database roles that the user has' },
} as const;

/** The administrator of a cluster. No client can be it. */
export const administrator = 'alloydbadmin';

/**
 * Database roles that every cluster has.
 * Source: https://cloud.google.com/alloydb/docs/database-users/about
 */
export const ownRoles = ['alloydbsuperuser', 'alloydbiamuser'] as const;

const predefinedRole = /^pg_[a-z_]+$/;

/** Source: CREATE ROLE refuses them even in quotes, and what begins with "pg_" (check_rolespec_name and IsReservedName of PostgreSQL). */
const wordsOfPostgres: readonly string[] = ['public', 'none'];

/** Reads the users of a cluster, sorted by name, so that the order of a map never matters. */
export function readDatabaseUsers(value: unknown, path: string, problems: ProblemList): readonly DatabaseUser[] {
  const entries = readMap(value, path, 'database users', problems);
  const known = new Set([...ownRoles, ...entries.map(([name]) => name)]);
  return entries
    .map(([name, user]) => readUser(name, user, `${path}["${name}"]`, known, problems))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

function readUser(name: string, value: unknown, path: string, known: ReadonlySet<string>, problems: ProblemList): DatabaseUser {
  const fields = readFields(value, path, fieldTable, problems) ?? {};
  const auth = readChoice(fields['auth'], `${path}.auth`, authModeNames, problems) ?? 'built-in';
  const password = readPassword(fields['password'], `${path}.password`, problems);
  const databaseRoles = readTexts(fields['databaseRoles'], `${path}.databaseRoles`, 'database roles', problems);
  if (!isPostgresName(name)) problems.add(problem('postgres-name', path, { value: quote(name) }));
  if (name === administrator || ownRoles.some((role) => role === name) || name.startsWith('pg_')) {
    problems.add(problem('reserved-user', path, { value: quote(name) }));
  }
  if (wordsOfPostgres.includes(name)) problems.add(problem('user-name-of-postgres', path, { value: quote(name) }));
  if (auth === 'iam' && (!name.includes('@') || name.endsWith('.gserviceaccount.com') || name !== name.toLowerCase())) {
    problems.add(problem('iam-user-name', path, { value: quote(name) }));
  }
  if (auth === 'iam' && password !== undefined) problems.add(problem('iam-user-with-password', `${path}.password`, {}));
  if (fields['auth'] === 'built-in' && fields['password'] === undefined)
    readFields({}, path, { password: { ...fieldTable.password, required: true } }, problems);
  for (const [index, role] of databaseRoles.entries()) {
    if (known.has(role) || predefinedRole.test(role)) continue;
    problems.add(problem('database-role-unknown', `${path}.databaseRoles[${index}]`, { value: quote(role), known: ownRoles.join(', ') }));
  }
  return { name, auth, password, databaseRoles };
}

/** A password is never quoted in a problem. */
function readPassword(value: unknown, path: string, problems: ProblemList): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return readText({}, path, problems);
}

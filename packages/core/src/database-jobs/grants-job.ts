import { Connection } from '../connection/connection';
import { isPostgresName } from '../connection/postgres-name';
import { readConnectionObject } from '../connection/read-connection-object';
import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { type FieldTable, readChoice, readFields, readList } from '../input/read-fields';
import type { Manifest } from '../kubernetes/manifest';
import type { FieldsOf } from '../proxy-container/option-fields';
import { databaseClusters } from './database-clusters';
import { databaseJob } from './database-job';
import type { GrantsAdministrator, GrantsJobOptions } from './database-job-options';
import { problem } from './database-jobs-codes';
import { grantStatements } from './grant-statements';
import { placeOfInstance } from './psql-container';
import { type DatabaseJobPlan, databaseJobFields, readDatabaseJob } from './read-database-job';

const grantsFields: FieldsOf<GrantsJobOptions> = {
  ...databaseJobFields,
  administrator: { meaning: 'who makes the grants, as { user, passwordSecret }' },
  administratorConnection: { meaning: 'the connection of an IAM user who makes the grants' },
  access: { meaning: '"read-write" or "read-only"' },
  schemas: { meaning: 'the schemas that the user works in' },
};

const administratorFields = {
  user: { meaning: 'the database user' },
  passwordSecret: { meaning: 'the Secret that holds its password, as { name, key }', required: true },
} as const satisfies FieldTable;

/**
 * A Job that makes the database and its schemas, and grants the user of a connection its privileges on database, schemas,
 * tables, sequences, and what the administrator makes in them later. It can run again, and does where its text changes.
 *
 * @throws ModelError with every problem at once
 */
export function grantsJob(options: GrantsJobOptions, path = 'options'): Manifest {
  const problems = new ProblemList();
  const fields = readFields(options, path, grantsFields, problems) ?? {};
  const plan = readDatabaseJob(fields, path, problems);
  const access = readChoice(fields['access'], `${path}.access`, ['read-write', 'read-only'], problems) ?? 'read-write';
  const schemas = readSchemas(fields['schemas'], `${path}.schemas`, problems);
  const login = readAdministrator(fields, plan.connection, path, problems);
  problems.throwIfAny();
  return jobOf(plan as DatabaseJobPlan, login as Connection, access, schemas);
}

function jobOf(plan: DatabaseJobPlan, login: Connection, access: 'read-write' | 'read-only', schemas: readonly string[]): Manifest {
  const { databaseName: database, databaseUser: user } = plan.connection;
  const statements = schemas.map((schema) => grantStatements({ database, user, schema, access })).join('\n');
  // Not a here-document, which some shells write into a file.
  const run = (place: string): string => `printf '%s\\n' "$STATEMENTS" | ${place}psql --no-psqlrc --set=ON_ERROR_STOP=1`;
  const script = login.instances.map(({ name }, index) => {
    const place = placeOfInstance(name, index === 0);
    if (index === 0) return run(place);
    // Users and grants of a secondary cluster come from its primary cluster.
    const ask = `${place}psql --no-psqlrc --tuples-only --no-align --command='SELECT pg_is_in_recovery()'`;
    return `read_only=$(${ask})\nif [ "$read_only" = f ]; then ${run(place)}; fi`;
  });
  return databaseJob(plan, { login, script: script.join('\n'), texts: { PGCLIENTENCODING: 'UTF8', STATEMENTS: statements } });
}

function readSchemas(value: unknown, path: string, problems: ProblemList): readonly string[] {
  const schemas = readList(value, path, 'a list of schemas', problems) ?? ['public'];
  if (schemas.length === 0) problems.add(problem('grants-schemas-empty', path, {}));
  return schemas.map((schema, index) => {
    const isName = typeof schema === 'string' && isPostgresName(schema);
    if (!isName) problems.add(problem('grants-schema-name', `${path}[${index}]`, { value: quote(schema) }));
    return isName ? schema : '';
  });
}

/** Who logs in, one instance for each AlloyDB cluster. The database that is to be made may not be there yet. */
function readAdministrator(
  fields: Readonly<Record<string, unknown>>,
  connection: Connection | undefined,
  path: string,
  problems: ProblemList,
): Connection | undefined {
  const { administrator, administratorConnection } = fields;
  if (administrator === undefined && administratorConnection === undefined) problems.add(problem('administrator-missing', path, {}));
  if (administrator !== undefined && administratorConnection !== undefined) problems.add(problem('administrator-twice', path, {}));
  const own = readConnectionObject(administratorConnection, `${path}.administratorConnection`, problems);
  const isOwnWithoutPassword = own?.auth === 'built-in' && !own.passwordSecret;
  if (isOwnWithoutPassword) problems.add(problem('administrator-without-password', `${path}.administratorConnection`, {}));
  const said = administrator === undefined ? undefined : readFields(administrator, `${path}.administrator`, administratorFields, problems);
  if (!connection) return undefined;
  const from = own ?? connection;
  const instances = databaseClusters(connection).flatMap(({ name, uri: { clusterName } }) => {
    const there = from.instances.find(({ uri }) => uri.clusterName === clusterName);
    if (!there) problems.add(problem('administrator-elsewhere', `${path}.administratorConnection`, { cluster: quote(clusterName) }));
    return there ? [[name, { uri: there.uri.toString(), ipType: there.ipType }] as const] : [];
  });
  if (own) return problems.isEmpty ? loginOf(own, instances, {}) : undefined;
  if (!said || !problems.isEmpty) return undefined;
  const { user: databaseUser = 'postgres', passwordSecret } = said as unknown as GrantsAdministrator;
  const login = { auth: 'built-in', databaseUser, passwordSecret };
  return problems.attempt(() => loginOf(connection, instances, login));
}

function loginOf(from: Connection, instances: readonly (readonly [string, object])[], changes: object): Connection {
  return Connection.parse({ ...from.toJSON(), ...changes, databaseName: 'postgres', instances: Object.fromEntries(instances) });
}

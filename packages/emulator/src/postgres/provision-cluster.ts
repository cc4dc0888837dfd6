import type { Client } from 'pg';
import { EmulatorError } from '../emulator-error';
import type { Cluster, Database, DatabaseUser } from '../spec/emulator-model';
import { problem } from '../start-codes';
import { asAdministrator } from './administrator-connection';

/** A statement, and where in the spec it comes from. */
interface Step {
  readonly path: string;
  readonly statement: string;
}

/**
 * Makes the users, databases and grants that are declared, and nothing else.
 *
 * @throws EmulatorError with the path of the statement that the database refuses
 */
export async function provisionCluster(cluster: Cluster, socketFolder: string): Promise<void> {
  const path = `clusters["${cluster.name}"]`;
  const steps = [
    ...userSteps(cluster.users, `${path}.users`),
    ...cluster.databases.flatMap((database) => databaseSteps(database, `${path}.databases`)),
  ];
  await asAdministrator(socketFolder, 'postgres', (client) => runSteps(client, steps));
  for (const database of cluster.databases) {
    const inside = insideSteps(database, `${path}.databases["${database.name}"]`);
    if (inside.length > 0) await asAdministrator(socketFolder, database.name, (client) => runSteps(client, inside));
  }
}

function userSteps(users: readonly DatabaseUser[], path: string): readonly Step[] {
  const created = users.map((user) => ({
    path: `${path}["${user.name}"]`,
    statement: `CREATE ROLE ${identifier(user.name)} LOGIN${credential(user)}`,
  }));
  const granted = users.flatMap(({ name, databaseRoles }) =>
    databaseRoles.flatMap((role) => [
      { path: `${path}["${name}"].databaseRoles`, statement: `GRANT ${identifier(role)} TO ${identifier(name)}` },
      // What a role may do to the server is not inherited by its members.
      ...(role === 'alloydbsuperuser'
        ? [{ path: `${path}["${name}"]`, statement: `ALTER ROLE ${identifier(name)} CREATEDB CREATEROLE` }]
        : []),
    ]),
  );
  return [...created, ...granted];
}

function credential({ auth, password = '' }: DatabaseUser): string {
  return auth === 'iam' ? ' IN ROLE alloydbiamuser' : ` PASSWORD ${literal(password)}`;
}

function databaseSteps({ name, owner = 'alloydbsuperuser' }: Database, path: string): readonly Step[] {
  const at = `${path}["${name}"]`;
  if (name === 'postgres') return [{ path: at, statement: `ALTER DATABASE postgres OWNER TO ${identifier(owner)}` }];
  return [{ path: at, statement: `CREATE DATABASE ${identifier(name)} OWNER ${identifier(owner)}` }];
}

function insideSteps({ grants, statements }: Database, path: string): readonly Step[] {
  return [
    ...grants.map(({ to, privileges, on }, index) => ({
      path: `${path}.grants[${index}]`,
      statement: `GRANT ${privileges.join(', ')} ON ${on} TO ${identifier(to)}`,
    })),
    ...statements.map((statement, index) => ({ path: `${path}.statements[${index}]`, statement })),
  ];
}

async function runSteps(client: Client, steps: readonly Step[]): Promise<void> {
  for (const { path, statement } of steps) {
    try {
      await client.query(statement);
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
      throw new EmulatorError(problem('statement-failed', path, { path, reason }));
    }
  }
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

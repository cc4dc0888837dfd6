import { Connection, type SetupOptions, setupCommands } from '@alloydb-gke/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { type RunningPostgresql, runPostgresql } from '../support/postgresql/run-postgresql';

const postgresql = available('postgresql');

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const identity = { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' };
const options: SetupOptions = {
  gkeCluster: { name: 'apps', location: 'us-central1', project: 'my-project' },
  namespace: 'shop',
  workloadPool: 'my-project.svc.id.goog',
};

/** What the setup commands hand to psql: the body of their here-document. */
function statements(databaseName: string, databaseUser: string, given: Partial<SetupOptions> = {}): string {
  const connection = Connection.of({ auth: 'built-in', databaseName, databaseUser, instances: { primary }, identity });
  const command =
    setupCommands(connection, { ...options, ...given })
      .flatMap((step) => step.commands)
      .find((text) => text.startsWith('psql')) ?? '';
  return command.split('\n').slice(1, -1).join('\n');
}

const awkward = fc.constantFrom(
  '"',
  "'",
  '\\',
  ' ',
  '=',
  '%',
  '$',
  '`',
  ':name',
  "\\'",
  '\n',
  '\r',
  ';',
  '--',
  '/*',
  'é',
  '😀',
  '{}',
  "dbname='x'",
  'postgresql://',
  '\t',
);
const anyName = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 3 })), { minLength: 1, maxLength: 10 })
  .map((parts) => parts.join(''))
  .filter((name) => name.length > 0 && !name.includes('\0') && !/\p{Surrogate}/u.test(name) && Buffer.byteLength(name) <= 60);

/** The administrator of AlloyDB is no superuser: it may make databases and roles, and has no rights to what others own. */
const administrator = 'administrator';

/** A user whose name starts with a hyphen is refused, since gcloud takes it for an option; that has a test of its own. */
const anyUserName = anyName.filter((name) => !name.startsWith('-'));

describe.skipIf(!postgresql.here)('the grants, on a real PostgreSQL, by an administrator who is no superuser', () => {
  let server: RunningPostgresql;
  beforeAll(async () => {
    if (!postgresql.here) return;
    server = await runPostgresql(postgresql.values.programs);
    server.psql(`CREATE ROLE ${administrator} LOGIN CREATEDB CREATEROLE;`);
  });
  afterAll(() => server?.stop());

  const asAdministrator = (input: string, database = 'postgres'): string => server.psql(input, { user: administrator, database });

  it('let a writer make tables and use those of the administrator, made before and after', () => {
    asAdministrator('CREATE ROLE writer LOGIN; CREATE DATABASE shop;');
    asAdministrator('CREATE TABLE before (id serial, note text); INSERT INTO before (note) VALUES (1);', 'shop');
    asAdministrator(statements('shop', 'writer'));
    asAdministrator('CREATE TABLE after (id serial, note text);', 'shop');
    const work = ['before', 'after'].map(
      (table) => `INSERT INTO ${table} (note) VALUES ('x'); UPDATE ${table} SET note = 'y'; DELETE FROM ${table};`,
    );
    server.psql(`${work.join('\n')} CREATE TABLE own (id serial); DROP TABLE own;`, { user: 'writer', database: 'shop' });
    expect(() => server.psql('DROP TABLE before;', { user: 'writer', database: 'shop' })).toThrow('must be owner');
  });

  it('let a reader read, and nothing else', () => {
    asAdministrator('CREATE ROLE reader LOGIN;');
    asAdministrator(statements('reports', 'reader', { access: 'read-only', schema: 'sales' }));
    asAdministrator('CREATE TABLE sales.orders (id serial); INSERT INTO sales.orders DEFAULT VALUES;', 'reports');
    expect(server.psql('SELECT count(*) FROM sales.orders;', { user: 'reader', database: 'reports' })).toBe('1\n');
    for (const change of ['INSERT INTO sales.orders VALUES (2)', 'CREATE TABLE sales.own ()', 'CREATE TABLE own ()']) {
      expect(() => server.psql(`${change};`, { user: 'reader', database: 'reports' })).toThrow('permission denied');
    }
  });

  it('can be run again, without a word', () => {
    asAdministrator('CREATE ROLE again LOGIN;');
    for (const _ of [1, 2]) expect(asAdministrator(statements('twice', 'again', { schema: 'own' }))).toBe('');
    expect(server.psql("SELECT has_schema_privilege('again', 'own', 'CREATE');", { database: 'twice' })).toBe('t\n');
  });

  it('can be run again after the application has made tables, without a word', () => {
    asAdministrator('CREATE ROLE migrating LOGIN;');
    asAdministrator(statements('migrated', 'migrating'));
    server.psql('CREATE TABLE own (id serial);', { user: 'migrating', database: 'migrated' });
    expect(asAdministrator(statements('migrated', 'migrating'))).toBe('');
  });

  it('say what belongs to another user, who has to grant it, and grant the rest', () => {
    asAdministrator('CREATE ROLE "Old" LOGIN; CREATE ROLE "new.iam" LOGIN;');
    asAdministrator(statements('moved', 'Old'));
    server.psql('CREATE TABLE of_old (id serial);', { user: 'Old', database: 'moved' });
    asAdministrator('CREATE TABLE ours ();', 'moved');
    expect(asAdministrator(statements('moved', 'new.iam')).split('\n').sort()).toEqual([
      '',
      '"Old" owns SEQUENCE public.of_old_id_seq. Log in as "Old" and grant USAGE, SELECT, UPDATE to "new.iam".',
      '"Old" owns TABLE public.of_old. Log in as "Old" and grant SELECT, INSERT, UPDATE, DELETE to "new.iam".',
    ]);
    server.psql('GRANT ALL ON TABLE of_old, of_old_id_seq TO "new.iam";', { user: 'Old', database: 'moved' });
    expect(asAdministrator(statements('moved', 'new.iam'))).toBe('');
    expect(server.psql('SELECT count(*) FROM ours;', { user: 'new.iam', database: 'moved' })).toBe('0\n');
  });

  it('grant in a schema and in a database that somebody else made what can be granted', () => {
    server.psql('CREATE ROLE lodger LOGIN; CREATE DATABASE foreign_one;');
    server.psql('CREATE SCHEMA theirs;', { database: 'foreign_one' });
    expect(asAdministrator(statements('foreign_one', 'lodger', { schema: 'theirs' }))).toBe(
      'postgres owns SCHEMA theirs. Log in as postgres and grant USAGE, CREATE to lodger.\n',
    );
  });

  it('mean exactly the database, the user and the schema that are named, whatever the names', () => {
    let number = 0;
    fc.assert(
      fc.property(anyName, anyUserName, anyName, (databaseBase, user, schema) => {
        number += 1;
        const [database, role] = [`${databaseBase}${number}`, `${user}${number}`];
        const place = `s${schema}`;
        const input = [
          'CREATE ROLE :"role" LOGIN;',
          statements(database, role, { schema: place }),
          `SELECT has_database_privilege(:'role', :'database', 'CONNECT'), current_database() = :'database', count(*) FROM pg_namespace
             WHERE nspname = :'place' AND has_schema_privilege(:'role', oid, 'CREATE');`,
          '\\connect postgres',
          'DROP DATABASE :"database";',
        ];
        // A name such as ":name" must not become the variable of psql.
        const variables = { role, database, place, name: 'replaced' };
        expect(server.psql(input.join('\n'), { user: administrator, variables })).toBe('t|t|1\n');
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import { ModelError } from '../errors/model-error';
import { ProblemList } from '../errors/problem-list';
import type { ApplicationEnvironment } from './application-environment';
import type { EnvironmentOptions } from './environment-options';
import { readEnvironment } from './read-environment';
import { renderEnvironment } from './render-environment';

const instances = {
  primary: 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary',
  read: 'my-read-pool',
};
const identity = { kubernetesServiceAccount: 'alloydb-ksa', iamServiceAccount: 'alloydb-proxy-sa@my-project.iam.gserviceaccount.com' };
const passwordSecret = { name: 'alloydb-credentials', key: 'password' };
const builtIn = Connection.of({ auth: 'built-in', databaseName: 'myapp', databaseUser: 'appuser', passwordSecret, instances, identity });
const withoutSecret = Connection.of({ auth: 'built-in', databaseName: 'myapp', databaseUser: 'appuser', instances, identity });
const iam = Connection.of({ auth: 'iam', databaseName: 'myapp', instances, identity });
const endpoints = [
  { instance: 'primary', host: '127.0.0.1', port: 5432 },
  { instance: 'read', host: '127.0.0.1', port: 5433 },
];

function environment(options: EnvironmentOptions | undefined, connection: Connection): ApplicationEnvironment {
  const problems = new ProblemList();
  const plan = readEnvironment(options, connection, 'environment', problems);
  problems.throwIfAny();
  return renderEnvironment(plan, endpoints);
}

/** `NAME=value`, and `NAME ← Secret/key` for a reference. */
function lines(options: EnvironmentOptions | undefined, connection: Connection): readonly string[] {
  return environment(options, connection).variables.map(({ name, value, valueFrom }) => {
    const reference = valueFrom?.['secretKeyRef'] as { name: string; key: string } | undefined;
    return reference ? `${name} ← ${reference.name}/${reference.key}` : `${name}=${value}`;
  });
}

function messageOf(options: unknown, connection: Connection): string {
  try {
    environment(options as EnvironmentOptions, connection);
  } catch (error) {
    if (error instanceof ModelError) return error.message;
  }
  throw new Error('the options were accepted');
}

describe('the environment of an application', () => {
  it('has the variables of libpq when nothing else is said', () => {
    expect(lines(undefined, builtIn)).toEqual([
      'PGHOST=127.0.0.1',
      'PGPORT=5432',
      'PGDATABASE=myapp',
      'PGUSER=appuser',
      'PGPASSWORD ← alloydb-credentials/password',
      'PGSSLMODE=disable',
      'READ_PGHOST=127.0.0.1',
      'READ_PGPORT=5433',
      'READ_PGDATABASE=myapp',
      'READ_PGUSER=appuser',
      'READ_PGPASSWORD ← alloydb-credentials/password',
      'READ_PGSSLMODE=disable',
    ]);
  });

  it('has the names of the article with the prefix "DB_"', () => {
    expect(lines({ prefix: 'DB_' }, builtIn)).toEqual([
      'DB_HOST=127.0.0.1',
      'DB_PORT=5432',
      'DB_NAME=myapp',
      'DB_USER=appuser',
      'DB_PASSWORD ← alloydb-credentials/password',
      'DB_READ_HOST=127.0.0.1',
      'DB_READ_PORT=5433',
      'DB_READ_NAME=myapp',
      'DB_READ_USER=appuser',
      'DB_READ_PASSWORD ← alloydb-credentials/password',
    ]);
  });

  it('takes the prefix of a single instance as it is said', () => {
    expect(lines({ prefix: 'DB_', prefixes: { read: 'REPLICA_' } }, iam)).toEqual([
      'DB_HOST=127.0.0.1',
      'DB_PORT=5432',
      'DB_NAME=myapp',
      'DB_USER=alloydb-proxy-sa@my-project.iam',
      'REPLICA_HOST=127.0.0.1',
      'REPLICA_PORT=5433',
      'REPLICA_NAME=myapp',
      'REPLICA_USER=alloydb-proxy-sa@my-project.iam',
    ]);
  });

  it('has variables for the named instances alone where only their prefixes are said', () => {
    expect(lines({ prefixes: { read: 'REPLICA_' } }, iam).map((line) => line.split('_')[0])).toEqual(Array(4).fill('REPLICA'));
  });

  it('has a URL without a password, and the password beside it', () => {
    expect(lines({ url: 'DATABASE_URL' }, builtIn)).toEqual([
      'DATABASE_URL=postgresql://appuser@127.0.0.1:5432/myapp?sslmode=disable',
      'PGPASSWORD ← alloydb-credentials/password',
      'DATABASE_READ_URL=postgresql://appuser@127.0.0.1:5433/myapp?sslmode=disable',
    ]);
  });

  it.each([
    [{ url: 'ORDERS_DATABASE_URL' }, ['ORDERS_DATABASE_URL', 'ORDERS_DATABASE_READ_URL']],
    [{ url: 'DSN' }, ['DSN', 'DSN_READ']],
    [{ url: 'DATABASE_URL', urls: { read: 'REPLICA_URL' } }, ['DATABASE_URL', 'REPLICA_URL']],
    [{ urls: { read: 'REPLICA_URL' } }, ['REPLICA_URL']],
  ])('names the URL of each instance: %j', (options, names) => {
    expect(environment(options, iam).variables.map(({ name }) => name)).toEqual(names);
  });

  it('holds a variable of two schemes once where both mean the same', () => {
    expect(lines({ libpq: true, url: 'DATABASE_URL' }, builtIn).filter((line) => line.startsWith('PGPASSWORD'))).toHaveLength(1);
    expect(lines({ libpq: true, prefix: 'PG' }, builtIn).filter((line) => line.startsWith('PGHOST='))).toHaveLength(1);
  });

  it('is empty when the application wants no variables', () => {
    expect(environment({ libpq: false }, withoutSecret)).toEqual({ variables: [], volumes: [], volumeMounts: [] });
  });

  it('writes an instance name with hyphens in capitals and underscores', () => {
    const connection = Connection.of({
      auth: 'iam',
      databaseName: 'myapp',
      instances: { primary: instances.primary, 'read-eu': 'pool' },
      identity,
    });
    const problems = new ProblemList();
    const plan = readEnvironment({ prefix: 'DB_', libpq: true }, connection, 'environment', problems);
    const names = plan.variables.map(({ name }) => name);
    expect(names).toContain('READ_EU_PGHOST');
    expect(names).toContain('DB_READ_EU_HOST');
  });

  it('keeps a database name with "$(" away from the expansion of Kubernetes', () => {
    const connection = Connection.of({ auth: 'iam', databaseName: 'a$(HOME)', instances, identity });
    expect(lines({ prefix: 'DB_', url: 'DATABASE_URL' }, connection)).toContain('DB_NAME=a$$(HOME)');
    expect(lines({ url: 'DATABASE_URL' }, connection)[0]).toContain('/a$%28HOME%29?');
  });

  it('makes new objects each time, so that one manifest cannot change another', () => {
    const problems = new ProblemList();
    const plan = readEnvironment({ password: 'file' }, builtIn, 'environment', problems);
    const [first, second] = [renderEnvironment(plan, endpoints), renderEnvironment(plan, endpoints)];
    expect(second).toEqual(first);
    expect(second.variables[0]).not.toBe(first.variables[0]);
    expect(second.volumes[0]).not.toBe(first.volumes[0]);
  });
});

describe('the password', () => {
  it('is mounted as a whole folder, which a rotation reaches, with its path in a variable', () => {
    const { volumes, volumeMounts } = environment({ libpq: true, prefix: 'DB_', password: 'file' }, builtIn);
    const name = volumes[0]?.name;
    expect(name).toMatch(/^alloydb-password-[a-z2-7]{8}$/);
    expect({ volumes, volumeMounts }).toEqual({
      volumes: [{ name, secret: { defaultMode: 420, items: [{ key: 'password', path: 'password' }], secretName: 'alloydb-credentials' } }],
      volumeMounts: [{ mountPath: '/var/run/secrets/alloydb/alloydb-credentials/password', name, readOnly: true }],
    });
    const file = '/var/run/secrets/alloydb/alloydb-credentials/password/password';
    expect(lines({ libpq: true, prefix: 'DB_', password: 'file' }, builtIn).filter((line) => line.includes('PASSWORD'))).toEqual([
      `PGPASSWORD_FILE=${file}`,
      `READ_PGPASSWORD_FILE=${file}`,
      `DB_PASSWORD_FILE=${file}`,
      `DB_READ_PASSWORD_FILE=${file}`,
    ]);
  });

  it('has a volume and a folder of its own for each Secret and key, so that a pod can reach several databases', () => {
    const of = (secret: { readonly name: string; readonly key: string }): readonly unknown[] => {
      const { passwordSecret: _, ...spec } = builtIn.toJSON() as unknown as Record<string, unknown>;
      const { volumes, volumeMounts, variables } = environment({ password: 'file' }, Connection.parse({ ...spec, passwordSecret: secret }));
      return [volumes[0]?.name, volumeMounts[0]?.mountPath, variables.find(({ name }) => name === 'PGPASSWORD_FILE')?.value];
    };
    const secrets = [
      { name: 'orders', key: 'password' },
      { name: 'orders', key: 'reports' },
      { name: 'reports', key: 'password' },
      { name: 'a.b', key: 'c' },
      { name: 'a', key: 'b.c' },
      { name: 'x'.repeat(253), key: '_'.repeat(253) },
    ];
    const all = secrets.map(of);
    expect(new Set(all.flat())).toHaveLength(3 * secrets.length);
    expect(secrets.map(of)).toEqual(all);
    for (const [name] of all) expect(name).toMatch(/^[a-z0-9-]{1,63}$/);
  });

  it('is left to the application where that is said, with or without a Secret', () => {
    for (const connection of [builtIn, withoutSecret]) {
      expect(lines({ password: 'application' }, connection).join()).not.toContain('PASSWORD');
    }
  });

  it('does not exist with IAM authentication', () => {
    expect(lines({ libpq: true, prefix: 'DB_', url: 'DATABASE_URL' }, iam).join()).not.toContain('PASSWORD');
  });

  it('has a placeholder, which is no secret, for clients that refuse an empty one', () => {
    expect(lines({ prefix: 'DB_', emptyPassword: 'placeholder' }, iam)).toContain('DB_PASSWORD=unused-with-iam-authentication');
  });

  it('has its fields in alphabetical order, as cdk8s writes them', () => {
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([left], [right]) => (left < right ? -1 : 1))
                .map(([key, field]) => [key, sorted(field)]),
            )
          : value;
    for (const password of ['variable', 'file'] as const) {
      const { variables, volumes, volumeMounts } = environment({ libpq: true, url: 'DATABASE_URL', password }, builtIn);
      expect(JSON.stringify([variables, volumes, volumeMounts])).toBe(JSON.stringify(sorted([variables, volumes, volumeMounts])));
    }
  });
});

describe('what cannot be an environment', () => {
  it('says both ways out where built-in authentication has no Secret', () => {
    expect(messageOf({}, withoutSecret)).toBe(
      'environment.password: With built-in authentication the application needs a password, and the connection names no Secret that holds it. ' +
        'Set passwordSecret of the connection to { name, key }, or set password of the environment to "application" if the application gets its password by itself.',
    );
  });

  it('says that a name would hold two things', () => {
    expect(messageOf({ prefix: 'DB_', prefixes: { read: 'DB_' } }, iam)).toMatch(
      /^2 problems:\n {2}- environment: The variable "DB_HOST" would hold the host of the instance "primary" and also the host of the instance "read"\. Choose another prefix or another name for one of them\.\n.*DB_PORT/,
    );
    expect(messageOf({ prefix: 'DB_', url: 'DB_HOST' }, iam)).toBe(
      'environment: The variable "DB_HOST" would hold the host of the instance "primary" and also the URL of the instance "primary". ' +
        'Choose another prefix or another name for one of them.',
    );
  });

  it('says which name no variable can have', () => {
    expect(messageOf({ url: 'DATABASE-URL', urls: { read: 'READ_URL' } }, iam)).toBe(
      'environment: "DATABASE-URL" cannot be the name of a variable. Use letters, digits and underscores, not starting with a digit.',
    );
    expect(messageOf({ url: '' }, iam)).toContain('environment: "" cannot be the name of a variable.');
  });

  it('says that a prefix is empty', () => {
    expect(messageOf({ prefix: '', prefixes: { read: '' } }, iam)).toMatch(
      /^\d problems:\n {2}- environment\.prefix: The prefix is empty, which gives variables such as HOST, PORT and USER\. Programs know these as something else\. Use a prefix such as "DB_", or libpq: true for PGHOST, PGPORT and PGUSER\.\n {2}- environment\.prefixes\.read: The prefix is empty/,
    );
  });

  it.each([
    [
      { prefixes: 'DB_' },
      'environment.prefixes: "DB_" does not say which instance is meant. Write an object with a text for each instance: { primary: "DB_" }.',
    ],
    [
      { urls: ['DATABASE_URL'] },
      'environment.urls: ["DATABASE_URL"] does not say which instance is meant. Write an object with a text for each instance: { primary: "DATABASE_URL" }.',
    ],
  ])('says that a name has no instance: %j', (options, message) => {
    expect(messageOf(options, iam)).toBe(message);
  });

  it('takes an instance that is called as what every object inherits', () => {
    const called = Connection.of({ auth: 'iam', databaseName: 'myapp', instances: { ...instances, constructor: 'other' }, identity });
    const problems = new ProblemList();
    const plan = readEnvironment({ prefixes: {}, urls: {}, libpq: true }, called, 'environment', problems);
    expect(problems.all).toEqual([]);
    expect(plan.variables.map(({ name }) => name).filter((name) => /HOST|URL/.test(name))).toEqual([
      'PGHOST',
      'CONSTRUCTOR_PGHOST',
      'READ_PGHOST',
    ]);
  });

  it('says which instance does not exist', () => {
    expect(messageOf({ prefixes: { replica: 'REPLICA_' } }, iam)).toBe(
      'environment.prefixes: Variables are named for the instance "replica", which the connection does not have. Its instances are primary, read.',
    );
  });

  it('says that IAM authentication has no password to hand over', () => {
    expect(messageOf({ password: 'file' }, iam)).toBe(
      'environment.password: With IAM authentication there is no password to hand over, and password is set to "file". ' +
        'Remove password. For clients that refuse an empty password set emptyPassword to "placeholder".',
    );
  });

  it('says that a real password needs no placeholder', () => {
    expect(messageOf({ emptyPassword: 'placeholder' }, builtIn)).toBe(
      'environment.emptyPassword: With built-in authentication the password is a real one, and emptyPassword is set to "placeholder". Remove emptyPassword.',
    );
  });

  it('says that a URL cannot carry some database names', () => {
    const connection = Connection.of({ auth: 'iam', databaseName: 'what?', instances, identity });
    expect(messageOf({ url: 'DATABASE_URL' }, connection)).toBe(
      'environment.url: The database name "what?" cannot stand in a URL: drivers disagree about "?", "#" and the path segments "." and ".." in it, ' +
        'and some would connect to another database. Use libpq or prefix instead of url, or rename the database.',
    );
    expect(lines({ prefix: 'DB_' }, connection)).toContain('DB_NAME=what?');
  });

  it('suggests the field that was meant, and reports all problems at once', () => {
    expect(messageOf({ prefx: 'DB_', password: 'vault' }, builtIn)).toBe(
      '2 problems:\n' +
        '  - environment: There is no field "prefx" here. Did you mean "prefix"?\n' +
        '  - environment.password: What is written here is not a value that this field can have. Use "variable", "file" or "application".',
    );
  });

  it.each(['DB_', ['DB_'], null, { prefixes: 'DB_' }, { prefixes: { read: 1 } }, { libpq: 'yes' }, { url: 7 }])(
    'refuses %j with its own error',
    (options) => {
      expect(messageOf(options, iam)).not.toBe('');
    },
  );
});

import { ModelError, type Problem } from '@alloydb-gke/core';
import { describe, expect, it } from 'vitest';
import type { ClusterSpec, EmulatorSpec } from './emulator-spec';
import { readEmulatorSpec } from './read-emulator-spec';

const name = 'projects/my-project/locations/us-central1/clusters/shop';
const inCluster = (cluster: object): unknown => ({ clusters: { [name]: { instances: { primary: {} }, ...cluster } } });
const inProject = (project: object): unknown => ({ projects: { 'my-project': project }, ...(inCluster({}) as object) });
const bound = (binding: object): unknown => inProject({ iam: [binding] });

function found(spec: unknown): readonly Problem[] {
  try {
    readEmulatorSpec(spec as EmulatorSpec);
    return [];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return error.problems;
  }
}

/** The codes and paths of everything that is wrong. */
const problems = (spec: unknown): readonly string[] => found(spec).map(({ code, path }) => `${code} at ${path}`);

/** What the table below is told, and what to do. */
const sentences: Readonly<Record<string, string>> = {
  'spec-not-an-object': '"a text" is not a spec. Write an object with the fields projects, kubernetesServiceAccounts and clusters.',
  'no-clusters': 'The spec names no cluster. Declare one under clusters, by its name "projects/PROJECT/locations/REGION/clusters/CLUSTER".',
  'spec-map': '[] is not a map of clusters. Write an object with a field for each.',
  'cluster-name':
    '"shop" is not the name of a cluster. Write "projects/PROJECT/locations/REGION/clusters/CLUSTER". "gcloud alloydb clusters list --format=\'value(name)\'" prints it.',
  'emulator-port': '70000 is not a port. Write a whole number from 1 to 65535.',
  'no-primary': 'The cluster has no primary instance. Declare one: instances: { primary: {} }.',
  'two-primaries': 'The cluster has 2 primary instances: one, two. Leave one of them, and set type: READ_POOL for the others.',
  'instance-id':
    '"Two_" is not the id of an instance. Use 1 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
  'no-ip-types': 'The instance has no IP type, so nobody can reach it. Write ipTypes: [PRIVATE], or leave it out.',
  'instance-address': '"localhost" is not an IPv4 address. Write an address of this machine, such as 127.0.0.11, or leave it out.',
  'address-not-used': 'The instance has no address of type "PSC". Add "PSC" to its ipTypes, or remove the address.',
  'address-twice':
    'The address "127.0.0.11" is given to clusters["projects/my-project/locations/us-central1/clusters/shop"].instances.primary.addresses.PRIVATE as well. Give each instance and each IP type an address of its own.',
  'database-flag-name':
    '"a b" is not the name of a database flag. Use lower-case letters, digits, "_" and ".", as in alloydb.iam_authentication.',
  'database-flag-value': 'true is not the value of a database flag. Write text on one line, in quotes: "on".',
  'reserved-database-flag': 'The emulator sets "port" itself. Remove it.',
  'postgres-name':
    '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" is not a name in PostgreSQL. Use 1 to 63 bytes of text.',
  'reserved-user': 'The database user "alloydbadmin" belongs to the cluster itself. Choose another name.',
  'user-name-of-postgres': '"public" is a word of PostgreSQL, and cannot be the name of a database user. Choose another name.',
  'database-of-postgres': 'The database "template1" belongs to PostgreSQL, which makes new databases of it. Choose another name.',
  'service-port-twice': 'The port 8080 is the one of ports.adminApi as well. Give each service a port of its own.',
  'iam-user-name':
    '"a@p.iam.gserviceaccount.com" is not the name of an IAM database user. For an IAM service account write its e-mail without ".gserviceaccount.com", for a person the whole e-mail in lower case.',
  'iam-user-with-password': 'An IAM database user has no password. Remove the password, or write auth: built-in.',
  'missing-field': 'The field "password" is missing. Set "password", the password of a built-in user.',
  'database-role-unknown':
    'There is no database role "king". Declare it as a database user, or use one of alloydbsuperuser, alloydbiamuser.',
  'grant-to-unknown-user': 'There is no database user "nobody". Declare it under users of this cluster.',
  'grant-privilege': '"FLY" is not a privilege. Write a privilege of GRANT, such as SELECT, INSERT, USAGE, CREATE or ALL.',
  'grant-object':
    '"everything" is not what privileges can be granted on. Write it as in SQL: "SCHEMA public", "ALL TABLES IN SCHEMA public", "DATABASE orders" or "TABLE public.orders".',
  'project-id':
    '"P" is not a project id. Use 6 to 30 lower-case letters, digits and hyphens, with the domain in front where it has one (example.com:my-project).',
  'project-number':
    '"one" is not a project number. Write the digits that "gcloud projects describe PROJECT --format=\'value(projectNumber)\'" prints.',
  'service-account-name': '"A@b" is not the id of an IAM service account. Write the part of its e-mail in front of the "@".',
  'spec-list': '{} is not a list of bindings. Write a list.',
  'role-name':
    '"alloydb.client" is not the name of a role. Write "roles/SERVICE.ROLE" for a predefined role, or "projects/PROJECT/roles/ID" for a custom role.',
  'role-unknown':
    'The emulator does not know the permissions of the role "roles/alloydb.king". Use one of roles/alloydb.client, roles/serviceusage.serviceUsageConsumer, roles/alloydb.databaseUser, roles/iam.workloadIdentityUser, roles/iam.serviceAccountTokenCreator, roles/monitoring.metricWriter, roles/cloudtrace.agent, roles/alloydb.admin, roles/alloydb.viewer, roles/serviceusage.serviceUsageAdmin, roles/iam.serviceAccountOpenIdTokenCreator, roles/iam.serviceAccountUser, roles/editor, roles/owner, or declare the permissions as a custom role under projects.PROJECT.customRoles.',
  'member-name':
    '"ada@example.com" is not an IAM member. Write "serviceAccount:E-MAIL", "user:E-MAIL", "serviceAccount:POOL[NAMESPACE/NAME]", "group:E-MAIL", "principal://…" or "principalSet://…".',
  'annotation-email': '"orders" is not the e-mail of an IAM service account. Write NAME@PROJECT.iam.gserviceaccount.com.',
  'workload-pool-name': '"my-project" is not a workload identity pool. Write PROJECT.svc.id.goog, with the project of the GKE cluster.',
  'kubernetes-name':
    '"Orders" is not a name in Kubernetes. Use lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit.',
};

const wrong: readonly (readonly [string, unknown])[] = [
  [`user-name-of-postgres at clusters["${name}"].users["public"]`, inCluster({ users: { public: { auth: 'built-in', password: 'x' } } })],
  [`database-of-postgres at clusters["${name}"].databases["template1"]`, inCluster({ databases: { template1: {} } })],
  ['service-port-twice at ports.httpsFront', { ...(inCluster({}) as object), ports: { adminApi: 8080, httpsFront: 8080 } }],
  ['spec-not-an-object at spec', 'a text'],
  ['no-clusters at clusters', { clusters: {} }],
  ['spec-map at clusters', { clusters: [] }],
  [`cluster-name at clusters["shop"]`, { clusters: { shop: { instances: { primary: {} } } } }],
  ['emulator-port at ports.adminApi', { ...(inCluster({}) as object), ports: { adminApi: 70_000 } }],
  [`no-primary at clusters["${name}"].instances`, inCluster({ instances: { read: { type: 'READ_POOL' } } })],
  [`two-primaries at clusters["${name}"].instances`, inCluster({ instances: { one: {}, two: {} } })],
  [`instance-id at clusters["${name}"].instances`, inCluster({ instances: { primary: {}, Two_: { type: 'READ_POOL' } } })],
  [`no-ip-types at clusters["${name}"].instances.primary.ipTypes`, inCluster({ instances: { primary: { ipTypes: [] } } })],
  [
    `instance-address at clusters["${name}"].instances.primary.addresses.PRIVATE`,
    inCluster({ instances: { primary: { addresses: { PRIVATE: 'localhost' } } } }),
  ],
  [
    `address-not-used at clusters["${name}"].instances.primary.addresses.PSC`,
    inCluster({ instances: { primary: { addresses: { PSC: '127.0.0.11' } } } }),
  ],
  [
    `address-twice at clusters["${name}"].instances.read.addresses.PRIVATE`,
    inCluster({
      instances: { primary: { addresses: { PRIVATE: '127.0.0.11' } }, read: { type: 'READ_POOL', addresses: { PRIVATE: '127.0.0.11' } } },
    }),
  ],
  [
    `database-flag-name at clusters["${name}"].instances.primary.databaseFlags`,
    inCluster({ instances: { primary: { databaseFlags: { 'a b': 'on' } } } }),
  ],
  [
    `database-flag-value at clusters["${name}"].instances.primary.databaseFlags["alloydb.iam_authentication"]`,
    inCluster({ instances: { primary: { databaseFlags: { 'alloydb.iam_authentication': true } } } }),
  ],
  [
    `reserved-database-flag at clusters["${name}"].instances.primary.databaseFlags["port"]`,
    inCluster({ instances: { primary: { databaseFlags: { port: '1' } } } }),
  ],
  [
    `postgres-name at clusters["${name}"].users["${'x'.repeat(64)}"]`,
    inCluster({ users: { ['x'.repeat(64)]: { auth: 'built-in', password: 'p' } } }),
  ],
  [
    `reserved-user at clusters["${name}"].users["alloydbadmin"]`,
    inCluster({ users: { alloydbadmin: { auth: 'built-in', password: 'p' } } }),
  ],
  [
    `iam-user-name at clusters["${name}"].users["a@p.iam.gserviceaccount.com"]`,
    inCluster({ users: { 'a@p.iam.gserviceaccount.com': { auth: 'iam' } } }),
  ],
  [
    `iam-user-with-password at clusters["${name}"].users["a@p.iam"].password`,
    inCluster({ users: { 'a@p.iam': { auth: 'iam', password: 'p' } } }),
  ],
  [`missing-field at clusters["${name}"].users["app"]`, inCluster({ users: { app: { auth: 'built-in' } } })],
  [
    `database-role-unknown at clusters["${name}"].users["app"].databaseRoles[0]`,
    inCluster({ users: { app: { auth: 'built-in', password: 'p', databaseRoles: ['king'] } } }),
  ],
  [`grant-to-unknown-user at clusters["${name}"].databases["shop"].owner`, inCluster({ databases: { shop: { owner: 'nobody' } } })],
  [
    `grant-privilege at clusters["${name}"].databases["shop"].grants[0].privileges[0]`,
    inCluster({
      users: { app: { auth: 'built-in', password: 'p' } },
      databases: { shop: { grants: [{ to: 'app', privileges: ['FLY'], on: 'SCHEMA public' }] } },
    }),
  ],
  [
    `grant-object at clusters["${name}"].databases["shop"].grants[0].on`,
    inCluster({
      users: { app: { auth: 'built-in', password: 'p' } },
      databases: { shop: { grants: [{ to: 'app', privileges: ['ALL'], on: 'everything' }] } },
    }),
  ],
  ['project-id at projects["P"]', { projects: { P: {} }, ...(inCluster({}) as object) }],
  ['project-number at projects["my-project"].number', inProject({ number: 'one' })],
  ['service-account-name at projects["my-project"].serviceAccounts["A@b"]', inProject({ serviceAccounts: { 'A@b': {} } })],
  ['spec-list at projects["my-project"].iam', inProject({ iam: {} })],
  ['role-name at projects["my-project"].iam[0].role', bound({ role: 'alloydb.client', members: [] })],
  ['role-unknown at projects["my-project"].iam[0].role', bound({ role: 'roles/alloydb.king', members: [] })],
  ['member-name at projects["my-project"].iam[0].members[0]', bound({ role: 'roles/alloydb.client', members: ['ada@example.com'] })],
  ['annotation-email at kubernetesServiceAccounts[0].iamServiceAccount', withAccount({ iamServiceAccount: 'orders' })],
  ['workload-pool-name at kubernetesServiceAccounts[0].workloadPool', withAccount({ workloadPool: 'my-project' })],
  ['kubernetes-name at kubernetesServiceAccounts[0].name', withAccount({ name: 'Orders' })],
];

function withAccount(...accounts: readonly object[]): unknown {
  const standard = { name: 'orders', namespace: 'shop', workloadPool: 'my-project.svc.id.goog' };
  return { ...(inCluster({}) as object), kubernetesServiceAccounts: accounts.map((account) => ({ ...standard, ...account })) };
}

describe('the spec of an emulator', () => {
  it.each(wrong)('reports %s', (expected, spec) => {
    expect(problems(spec)).toEqual([expected]);
    const [{ code, message, repair } = { code: '', message: '', repair: '' }] = found(spec);
    expect(`${message} ${repair}`).toBe(sentences[code]);
  });

  it('reports kubernetes-service-account-twice', () => {
    expect(problems(withAccount({}, {}))).toEqual(['kubernetes-service-account-twice at kubernetesServiceAccounts[1]']);
  });

  it('reports everything that is wrong at once', () => {
    const spec = { ...(bound({ role: 'client', members: ['ada'] }) as object), clusters: { shop: { instances: {} } }, cluster: {} };
    expect(problems(spec)).toEqual([
      'unknown-field at spec',
      'cluster-name at clusters["shop"]',
      'role-name at projects["my-project"].iam[0].role',
      'member-name at projects["my-project"].iam[0].members[0]',
    ]);
  });

  it('reports a port of a further metadata server that is taken, or that is none', () => {
    const account = (name: string): object => ({ name, namespace: 'shop', workloadPool: 'my-project.svc.id.goog' });
    const accounts = { ...(inCluster({}) as object), kubernetesServiceAccounts: [account('one'), account('two')] };
    expect(problems({ ...accounts, ports: { adminApi: 8081, metadataServer: 8080 } })).toEqual([
      'service-port-twice at ports.metadataServer',
    ]);
    expect(problems({ ...accounts, ports: { metadataServer: 65_535 } })).toEqual(['emulator-port at ports.metadataServer']);
    expect(problems({ ...accounts, ports: { adminApi: 8082, metadataServer: 8080 } })).toEqual([]);
  });

  it('reports no name that PostgreSQL takes', () => {
    const users = { Public: { auth: 'built-in', password: 'x' }, current_user: { auth: 'built-in', password: 'x' } };
    expect(problems(inCluster({ users, databases: { templates: {}, public: {} } }))).toEqual([]);
    expect(problems(inCluster({ users: { pg_1: users.Public } }))).toEqual([`reserved-user at clusters["${name}"].users["pg_1"]`]);
  });

  it('quotes no password', () => {
    const spec = inCluster({ users: { app: { auth: 'built-in', password: 4711 } } });
    expect(() => readEmulatorSpec(spec as EmulatorSpec)).toThrow(/password: /);
    expect(() => readEmulatorSpec(spec as EmulatorSpec)).not.toThrow(/4711/);
  });

  it('may leave out everything but an instance, as YAML does with nothing behind a colon', () => {
    const model = readEmulatorSpec({ clusters: { [name]: { instances: { primary: null as never } } as ClusterSpec } });
    expect(model.clusters[0]?.primary).toMatchObject({ type: 'PRIMARY', ipTypes: ['PRIVATE'], requireConnectors: false });
    expect(model.clusters[0]?.databases.map((database) => database.name)).toEqual(['postgres']);
    expect(model.projects.get('my-project')?.number).toMatch(/^\d{12}$/);
  });
});

import { Connection, type ConnectionSpec, type Identity, iamDatabaseUser } from '@alloydb-gke/core';
import { type EmulatorSpec, type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { failure, query } from './support/query';
import { startProxy } from './support/real-proxy';
import { placesToTry, withoutOne } from './support/without-one';
import { clusterName, iamServiceAccount, password, primary, readPool } from './support/world';

const authProxy = available('auth-proxy');
const here = authProxy.here && available('postgresql').here;
const program = authProxy.here ? authProxy.values.program : '';

const email = (name: string): string => `${name}@my-project.iam.gserviceaccount.com`;
const account = { kubernetesServiceAccount: 'orders', namespace: 'shop' };

/** A way of reaching a database. */
interface Way {
  readonly way: string;
  readonly auth: 'iam' | 'built-in';
  readonly identity: Identity;
  /** The same declared in another manner than core does it. */
  readonly declare?: (spec: EmulatorSpec) => EmulatorSpec;
}

const ways: readonly Way[] = [
  { way: 'IAM authentication with a linked identity', auth: 'iam', identity: { ...account, iamServiceAccount } },
  {
    way: 'IAM authentication with a proxy that impersonates',
    auth: 'iam',
    identity: {
      ...account,
      form: 'impersonated',
      sourceIamServiceAccount: email('pod'),
      impersonationChain: [email('hop')],
      iamServiceAccount,
    },
  },
  { way: 'built-in authentication with a linked identity', auth: 'built-in', identity: { ...account, iamServiceAccount } },
  {
    way: 'built-in authentication with a direct identity',
    auth: 'built-in',
    identity: { ...account, workloadPool: 'my-project.svc.id.goog', workloadPoolProjectNumber: '123456789012' },
  },
  {
    way: 'IAM authentication with custom roles, and with connectors required',
    auth: 'iam',
    identity: { ...account, iamServiceAccount },
    declare: (spec) => withConnectorsRequired(withCustomRoles(spec)),
  },
  {
    way: 'built-in authentication as the owner of the database',
    auth: 'built-in',
    identity: { ...account, iamServiceAccount },
    declare: withOwner,
  },
];

/** What the application does needs each of them. */
const grants = [
  { privileges: ['USAGE', 'CREATE'], on: 'SCHEMA public' },
  { privileges: ['CREATE'], on: 'DATABASE orders' },
  { privileges: ['EXECUTE'], on: 'FUNCTION pg_catalog.pg_ls_waldir()' },
];

/** Does what an application does: it writes through the primary, and reads through the read pool. */
async function useDatabase(emulator: RunningEmulator, connection: Connection): Promise<void> {
  const { auth, identity } = connection;
  const chain = identity.form === 'impersonated' ? [identity.iamServiceAccount, ...(identity.impersonationChain ?? [])] : [];
  await using proxy = await startProxy({
    program,
    instances: [primary, readPool],
    args: [
      ...(auth === 'iam' ? ['--auto-iam-authn'] : []),
      ...(chain.length > 0 ? [`--impersonate-service-account=${chain.join(',')}`] : []),
    ],
    environment: { ...emulator.environment('shop/orders') },
  });
  const user = auth === 'iam' ? iamDatabaseUser(iamServiceAccount) : 'app';
  const login = { user, database: 'orders', ...(auth === 'built-in' && { password }) };
  await query({ ...login, port: proxy.ports[0] ?? 0 }, 'CREATE TABLE written (number int); INSERT INTO written VALUES (1)');
  await query({ ...login, port: proxy.ports[0] ?? 0 }, 'CREATE SCHEMA own');
  await query({ ...login, port: proxy.ports[0] ?? 0 }, 'SELECT count(*) FROM pg_ls_waldir()');
  await query({ ...login, port: proxy.ports[1] ?? 0 }, 'SELECT 1');
}

function requiredBy({ auth, identity }: Way): Connection {
  return Connection.of({
    auth,
    databaseName: 'orders',
    ...(auth === 'built-in' && { databaseUser: 'app' }),
    instances: { primary, read: 'read-pool' },
    identity,
  } as ConnectionSpec);
}

function completeSpec(way: Way): EmulatorSpec {
  const { declare = (spec: EmulatorSpec): EmulatorSpec => spec } = way;
  return declare(specForConnection(requiredBy(way), { password, grants }));
}

// Each has an emulator of its own, and mostly waits.
describe.skipIf(!here).each(ways)('$way', { concurrent: true }, (way) => {
  const connection = requiredBy(way);
  const complete = completeSpec(way);

  it('works with everything that it needs', async () => {
    await using emulator = await startEmulator(complete);
    await useDatabase(emulator, connection);
    expect(emulator.log.refusals).toEqual([]);
  });

  it.each(withoutOne(complete))('does not work without $missing, and the log names it', async ({ spec, code, names }) => {
    await using emulator = await startEmulator(spec);
    expect(await failure(useDatabase(emulator, connection))).not.toBe('it went well');
    const said = emulator.log.events.map((event) => ({ code: event.code, text: `${event.subject}: ${event.message} ${event.repair}` }));
    const named = said.filter((event) => event.code === code && names.every((name) => event.text.includes(name)));
    expect(named, JSON.stringify(said, undefined, 2)).not.toEqual([]);
  });
});

describe('what can be taken away', () => {
  it('is taken away in one of these ways, each place of a spec', () => {
    const tried = new Set(ways.flatMap((way) => withoutOne(completeSpec(way)).map(({ place }) => place)));
    expect(placesToTry().filter((place) => !tried.has(place))).toEqual([]);
  });
});

/** The least that a client needs, as custom roles. */
const customRoles: Readonly<Record<string, { readonly id: string; readonly permissions: readonly string[] }>> = {
  'roles/alloydb.client': { id: 'connect', permissions: ['alloydb.instances.connect', 'alloydb.clusters.generateClientCertificate'] },
  'roles/serviceusage.serviceUsageConsumer': { id: 'use', permissions: ['serviceusage.services.use'] },
  'roles/alloydb.databaseUser': { id: 'logIn', permissions: ['alloydb.users.login'] },
};

function withCustomRoles(spec: EmulatorSpec): EmulatorSpec {
  const project = spec.projects?.['my-project'] ?? {};
  const iam = (project.iam ?? []).map((binding) => ({ ...binding, role: `projects/my-project/roles/${customRoles[binding.role]?.id}` }));
  const declared = Object.fromEntries(Object.values(customRoles).map(({ id, permissions }) => [id, permissions]));
  return { ...spec, projects: { 'my-project': { ...project, iam, customRoles: declared } } };
}

function withConnectorsRequired(spec: EmulatorSpec): EmulatorSpec {
  const { instances = {}, ...cluster } = spec.clusters[clusterName] ?? {};
  const strict = Object.fromEntries(Object.entries(instances).map(([id, instance]) => [id, { ...instance, requireConnectors: true }]));
  return { ...spec, clusters: { [clusterName]: { ...cluster, instances: strict } } };
}

/** Nothing is granted: the user may do what an owner may, and what a role of its lets it do. */
function withOwner(spec: EmulatorSpec): EmulatorSpec {
  const { instances = {} } = spec.clusters[clusterName] ?? {};
  const users = { app: { auth: 'built-in' as const, password, databaseRoles: ['pg_monitor'] } };
  return { ...spec, clusters: { [clusterName]: { instances, users, databases: { orders: { owner: 'app' } } } } };
}

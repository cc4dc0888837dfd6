import { Connection, type ConnectionSpec, type Identity, iamDatabaseUser } from '@alloydb-gke/core';
import { type EmulatorSpec, type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { failure, query } from './support/query';
import { startProxy } from './support/real-proxy';
import { withoutOne } from './support/without-one';
import { iamServiceAccount, password, primary, readPool } from './support/world';

const authProxy = available('auth-proxy');
const here = authProxy.here && available('postgresql').here;
const program = authProxy.here ? authProxy.values.program : '';

const email = (name: string): string => `${name}@my-project.iam.gserviceaccount.com`;
const account = { kubernetesServiceAccount: 'orders', namespace: 'shop' };

/** The ways of reaching a database. */
const ways: readonly { readonly way: string; readonly auth: 'iam' | 'built-in'; readonly identity: Identity }[] = [
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
  { way: 'built-in authentication with a direct identity', auth: 'built-in', identity: account },
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
  await query({ ...login, port: proxy.ports[1] ?? 0 }, 'SELECT 1');
}

describe.skipIf(!here).each(ways)('$way', ({ auth, identity }) => {
  const connection = Connection.of({
    auth,
    databaseName: 'orders',
    ...(auth === 'built-in' && { databaseUser: 'app' }),
    instances: { primary, read: 'read-pool' },
    identity,
  } as ConnectionSpec);
  const complete = specForConnection(connection, { password });

  it('works with everything that core says it needs', async () => {
    await using emulator = await startEmulator(complete);
    await useDatabase(emulator, connection);
    expect(emulator.log.refusals).toEqual([]);
  });

  it.each(withoutOne(complete))('does not work without $missing, and the log names it', async ({ spec, code, names }) => {
    await using emulator = await startEmulator(spec as EmulatorSpec);
    expect(await failure(useDatabase(emulator, connection))).not.toBe('it went well');
    const named = emulator.log.refusals.filter((event) => event.code === code && `${event.message} ${event.repair}`.includes(names));
    expect(named, JSON.stringify(emulator.log.refusals, undefined, 2)).not.toEqual([]);
  });
});

import { Connection, type ConnectionSpec, type Identity } from '@alloydb-gke/core';
import fc from 'fast-check';

const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
const project = fc.stringMatching(/^[a-z][a-z0-9-]{4,12}[a-z0-9]$/);
const location = fc.constantFrom('us-central1', 'europe-west12', 'asia-southeast1');
/** Names of databases and users: any text that PostgreSQL takes. */
export const postgresName = fc
  .oneof(fc.stringMatching(/^[a-z_][a-z0-9_]{0,20}$/), fc.string({ minLength: 1, maxLength: 15, unit: 'grapheme' }))
  .filter((name) => !name.includes('\0') && Buffer.byteLength(name) <= 63 && !/\p{Surrogate}/u.test(name));

const uri = fc
  .tuple(project, location, id, id)
  .map(([owner, region, cluster, instance]) => `projects/${owner}/locations/${region}/clusters/${cluster}/instances/${instance}`);

const instanceName = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/).filter((name) => name !== 'primary');
const ipType = fc.constantFrom('PRIVATE' as const, 'PUBLIC' as const, 'PSC' as const);
const further = fc.oneof(uri, fc.record({ uri, ipType }));

const instances = fc.tuple(uri, fc.dictionary(instanceName, further, { maxKeys: 3 })).map(([primary, others]) => ({ ...others, primary }));

const email = fc.tuple(id, project).map(([name, owner]) => `${name}@${owner}.iam.gserviceaccount.com`);
const kubernetesServiceAccount = id;

/** Identities of every form. */
export const identity: fc.Arbitrary<Identity> = fc.oneof(
  fc.record({ kubernetesServiceAccount, iamServiceAccount: email }),
  fc.record({
    form: fc.constant('impersonated' as const),
    kubernetesServiceAccount,
    iamServiceAccount: email,
    impersonationChain: fc.array(email, { maxLength: 2 }),
  }),
  fc.record({ form: fc.constant('direct' as const), kubernetesServiceAccount }),
);

const server = fc.record(
  { maxConnections: fc.integer({ min: 1, max: 5000 }), managedConnectionPooling: fc.boolean() },
  { requiredKeys: [] },
);

/** Connections of every kind, as a user would say them. */
export const connectionSpec: fc.Arbitrary<ConnectionSpec> = fc
  .record({
    auth: fc.constantFrom('iam' as const, 'built-in' as const),
    // Names that a URL cannot carry are refused with a URL; that has a test of its own.
    databaseName: postgresName.filter((name) => !/[?#]|(^|\/)\.\.?(\/|$)/.test(name)),
    databaseUser: postgresName,
    passwordSecret: fc.record({ name: id, key: id }),
    instances,
    ipType,
    identity,
    server,
  })
  .map(({ auth, databaseUser, passwordSecret, identity: who, ...rest }) => {
    if (auth === 'built-in' || who.iamServiceAccount === undefined) {
      return { ...rest, auth: 'built-in', identity: who, databaseUser, passwordSecret };
    }
    return { ...rest, auth, identity: who };
  });

export const connection: fc.Arbitrary<Connection> = connectionSpec.map((spec) => Connection.of(spec));

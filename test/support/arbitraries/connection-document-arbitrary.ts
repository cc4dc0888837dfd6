import type { ConnectionDocument } from '@alloydb-gke/core';
import fc from 'fast-check';

const id = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
const project = fc.stringMatching(/^([a-z]{2,8}\.com:)?[a-z][a-z0-9-]{4,12}[a-z0-9]$/);
const location = fc.constantFrom('us-central1', 'europe-west12', 'asia-northeast1');
const dnsLabel = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const ipType = fc.constantFrom('PRIVATE', 'PUBLIC', 'PSC');

/** The e-mail of an IAM service account whose database user fits into 63 bytes. */
export const serviceAccountEmail: fc.Arbitrary<string> = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9-]{4,20}[a-z0-9]$/), fc.stringMatching(/^[a-z][a-z0-9-]{4,12}[a-z0-9](\.[a-z]{2,8}\.com)?$/))
  .map(([name, home]) => `${name}@${home}.iam.gserviceaccount.com`);

/** Any name that PostgreSQL accepts, of letters of any kind. */
const postgresName: fc.Arbitrary<string> = fc
  .oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), fc.string({ minLength: 1, maxLength: 63 }))
  .filter((name) => !name.includes('\0') && !/\p{Surrogate}/u.test(name) && Buffer.byteLength(name) <= 63);

/** Any key of a Secret: Kubernetes refuses what means a folder. */
const secretKey = fc.stringMatching(/^[-._a-zA-Z0-9]{1,20}$/).filter((key) => key !== '.' && !key.startsWith('..'));

const instanceUri = fc
  .tuple(project, location, id, id)
  .map(([home, region, cluster, instance]) => `projects/${home}/locations/${region}/clusters/${cluster}/instances/${instance}`);

const instances = fc
  .tuple(
    instanceUri,
    fc.constantFrom('primary', 'main', 'writer'),
    fc.dictionary(
      fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/),
      fc.oneof(id, fc.record({ uri: id, ipType }, { requiredKeys: ['uri'] })),
      {
        maxKeys: 4,
      },
    ),
  )
  .map(([uri, name, others]) => ({ ...others, [name]: uri }));

const kubernetesIdentity = {
  kubernetesServiceAccount: dnsLabel,
  namespace: dnsLabel,
  workloadPool: project.map((name) => `${name}.svc.id.goog`),
  workloadPoolProjectNumber: fc.stringMatching(/^[1-9][0-9]{5,11}$/),
};

const linked = fc.record(
  { ...kubernetesIdentity, iamServiceAccount: serviceAccountEmail, form: fc.constant('linked') },
  { requiredKeys: ['kubernetesServiceAccount', 'iamServiceAccount'] },
);

const impersonated = fc.record(
  {
    ...kubernetesIdentity,
    iamServiceAccount: serviceAccountEmail,
    form: fc.constant('impersonated'),
    impersonationChain: fc.array(serviceAccountEmail, { maxLength: 3 }),
    sourceIamServiceAccount: serviceAccountEmail,
  },
  { requiredKeys: ['kubernetesServiceAccount', 'iamServiceAccount', 'form'] },
);

const direct = fc.record({ ...kubernetesIdentity, form: fc.constant('direct') }, { requiredKeys: ['kubernetesServiceAccount'] });

const server = fc.record(
  { maxConnections: fc.integer({ min: 1, max: 10_000 }), managedConnectionPooling: fc.boolean() },
  { requiredKeys: [] },
);

const everyMode = { version: fc.constant(1), databaseName: postgresName, instances, ipType, server };

const iam = fc.record(
  { ...everyMode, auth: fc.constant('iam'), identity: fc.oneof(linked, impersonated) },
  { requiredKeys: ['version', 'auth', 'databaseName', 'instances', 'identity'] },
);

const builtIn = fc.record(
  {
    ...everyMode,
    auth: fc.constant('built-in'),
    identity: fc.oneof(linked, impersonated, direct),
    databaseUser: postgresName,
    passwordSecret: fc.record({ name: dnsLabel, key: secretKey }),
  },
  { requiredKeys: ['version', 'auth', 'databaseName', 'instances', 'identity', 'databaseUser'] },
);

/** Every kind of connection document that is legal. */
export const connectionDocument: fc.Arbitrary<ConnectionDocument> = fc.oneof(iam, builtIn) as fc.Arbitrary<ConnectionDocument>;

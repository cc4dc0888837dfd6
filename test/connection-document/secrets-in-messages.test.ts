import { Connection, type ConnectionSpec, connectorEnvironment, defineAuthProxy, ModelError } from '@alloydb-gke/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const connection: Connection = Connection.of({
  auth: 'built-in',
  databaseName: 'shop',
  databaseUser: 'orders',
  passwordSecret: { name: 'orders-database', key: 'password' },
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary', read: 'read-pool' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

/** Every option once, so that a secret can stand in the place of each. */
const options = {
  defaults: { image: { registry: 'x' }, resources: { cpuRequest: '50m' }, labels: { team: 'orders' } },
  sidecar: 'native',
  kubernetesVersion: '1.30',
  image: { version: '1.17.1' },
  probes: { method: 'http', startupSeconds: 60 },
  resources: { cpuRequest: '100m', memoryLimit: '1Gi' },
  telemetry: { project: 'my-project', prefix: 'x' },
  prometheus: { namespace: 'x' },
  universeDomain: 'googleapis.com',
  adminApiEndpoint: 'https://alloydb.googleapis.com',
  maxConnections: 5,
  refresh: 'lazy',
  verify: 'none',
  platform: 'standard',
  processes: 'one',
  containerName: 'proxy',
  ports: { primary: 5432 },
  httpPort: 9090,
  containers: ['app'],
  after: 'istio-proxy',
  environment: { prefix: 'DB_', prefixes: { read: 'R_' }, url: 'DATABASE_URL', urls: { read: 'R_URL' }, password: 'variable' },
  flags: { quitUrls: true, configFile: 'x', credentialsFile: 'x', token: 'x', jsonCredentials: 'x', userAgent: ['x'], address: 'x' },
  overrides: { container: { env: [] }, podSpec: { hostNetwork: false } },
};

/** As many letters as no sentence has by chance, with the signs that mean something somewhere. */
const secret = fc.stringMatching(/^[A-Za-z0-9!-~][!-~]{3}[A-Za-z0-9]{16,24}[!-~]{0,4}$/);
const name = fc.constantFrom(
  'password',
  'PGPASSWORD',
  'passwd',
  'pwd',
  'client_secret',
  'token',
  'access-token',
  'apiKey',
  'privateKey',
  'credentials',
);

/** Ways in which a secret stands in a value. */
const values: readonly ((secret: string, name: string) => unknown)[] = [
  (secret, name) => `${name}=${secret}`,
  (secret, name) => `host=127.0.0.1 ${name}='${secret} ${secret}' port=5432`,
  (secret, name) => `{"${name}": "${secret}"}`,
  (secret, name) => `--${name} ${secret}`,
  (secret, name) => `projects/my-project/locations/us-central1/clusters/shop/instances/primary?${name}=${secret}`,
  (secret, name) => `projects/my-project/${name}=x/${secret}`,
  (secret) => `postgresql://orders:${secret}@127.0.0.1:5432/shop`,
  (secret) => `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
  (secret, name) => ({ [name]: secret }),
  (secret, name) => ({ uri: 'x', key: 1, [name]: { value: [secret] } }),
  (secret, name) => [{ name, value: secret }],
  (secret, name) => [`--${name}`, secret],
  (secret, name) => [`--${name}=${secret}`],
];

type Fields = Record<string, unknown>;

/** The paths of all fields, of objects as well as of what is in them. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return [path, ...inner.flatMap((field) => placesOf((value as Fields)[field], [...path, field]))];
}

function withValue(target: unknown, [field, ...rest]: readonly string[], value: unknown): unknown {
  if (field === undefined) return value;
  const copy: unknown = Array.isArray(target) ? [...target] : { ...(target as Fields) };
  (copy as Fields)[field] = withValue((target as Fields)[field], rest, value);
  return copy;
}

/** The object with a secret somewhere: in the place of a field, or as one more field of a suspicious name. */
function withSecret(legal: object): fc.Arbitrary<{ readonly secret: string; readonly value: unknown }> {
  const places = placesOf(legal);
  const objects = places.filter((path) => {
    const found = path.reduce((inner: unknown, field) => (inner as Fields)[field], legal);
    return typeof found === 'object' && !Array.isArray(found);
  });
  const inPlace = fc.tuple(secret, name, fc.constantFrom(...places), fc.constantFrom(...values)).map(([text, called, path, make]) => ({
    secret: text,
    value: withValue(legal, path, make(text, called)),
  }));
  const added = fc.tuple(secret, name, fc.constantFrom(...objects), fc.boolean()).map(([text, called, path, isNested]) => ({
    secret: text,
    value: withValue(legal, [...path, called], isNested ? { value: text } : text),
  }));
  return fc.oneof(inPlace, added);
}

function messageOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return error.message + JSON.stringify(error.problems);
  }
}

function neverShown(legal: object, run: (value: never) => unknown): void {
  let refused = 0;
  fc.assert(
    fc.property(withSecret(legal), (given) => {
      const message = messageOf(() => run(given.value as never));
      if (message !== '') refused += 1;
      // The letters in the middle: signs may be escaped.
      expect(message).not.toContain(given.secret.slice(4, 20));
    }),
    { numRuns: 1000 },
  );
  expect(refused).toBeGreaterThan(300);
}

describe('a secret in the wrong place never appears in a message', () => {
  const { version: _, ...spec } = connection.toJSON();

  it('of a connection', () => {
    neverShown(spec, (value: ConnectionSpec) => Connection.of(value));
  });

  it('of a connection document', () => {
    neverShown(connection.toJSON(), (value: object) => Connection.parse(value));
    neverShown(connection.toJSON(), (value: object) => Connection.parse(JSON.stringify(value)));
  });

  it('of the options of the proxy', () => {
    neverShown(options, (value: object) => defineAuthProxy({ ...value, connection }));
  });

  it('of the options of a workload without a proxy', () => {
    neverShown({ password: 'variable' }, (value: object) => connectorEnvironment(connection, value));
  });
});

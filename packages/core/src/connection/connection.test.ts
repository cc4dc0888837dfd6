import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors/model-error';
import { Connection } from './connection';
import type { ConnectionSpec } from './connection-spec';

const primary = 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary';
const identity = { kubernetesServiceAccount: 'alloydb-ksa', iamServiceAccount: 'alloydb-proxy-sa@my-project.iam.gserviceaccount.com' };
const iam = { auth: 'iam', databaseName: 'myapp', instances: { primary, read: 'my-read-pool' }, identity } as const;
const builtIn = {
  ...iam,
  auth: 'built-in',
  databaseUser: 'appuser',
  passwordSecret: { name: 'alloydb-credentials', key: 'password' },
} as const;

function thrownBy(run: () => unknown): ModelError {
  try {
    run();
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

const messageOf = (spec: unknown): string => thrownBy(() => Connection.of(spec as ConnectionSpec)).message;
const parseMessage = (document: unknown): string => thrownBy(() => Connection.parse(document as object)).message;

describe('a connection', () => {
  it('derives the database user from the IAM service account', () => {
    expect(Connection.of(iam)).toMatchObject({ databaseUser: 'alloydb-proxy-sa@my-project.iam', passwordSecret: undefined });
  });

  it('puts the instance called primary first, and the others in alphabetical order', () => {
    const connection = Connection.of({ ...iam, instances: { zebra: 'z', read: 'r', primary } });
    expect(connection.instances.map(({ name }) => name)).toEqual(['primary', 'read', 'zebra']);
    expect(connection.defaultInstance.name).toBe('primary');
    expect(Connection.of({ ...iam, instances: { write: primary, read: 'r' } }).defaultInstance.name).toBe('read');
  });

  it('takes a bare id as an instance of the same cluster', () => {
    expect(Connection.of(iam).instances.map(({ uri }) => String(uri))).toEqual([primary, primary.replace('my-primary', 'my-read-pool')]);
  });

  it('gives every instance the IP type of the connection, or its own', () => {
    const connection = Connection.of({ ...iam, ipType: 'PSC', instances: { primary, read: { uri: 'my-read-pool', ipType: 'PUBLIC' } } });
    expect(connection.instances.map(({ ipType }) => ipType)).toEqual(['PSC', 'PUBLIC']);
    expect(Connection.of(iam).instances.map(({ ipType }) => ipType)).toEqual(['PRIVATE', 'PRIVATE']);
  });

  it('can lie in several clusters and projects', () => {
    const elsewhere = 'projects/example.com:other-project/locations/europe-west1/clusters/shop/instances/primary';
    expect(Connection.of({ ...iam, instances: { primary, elsewhere } }).instances[1]?.uri.project).toBe('example.com:other-project');
  });

  it('is written as a document without secrets', () => {
    expect(JSON.stringify(Connection.of({ ...builtIn, server: { maxConnections: 1000 } }), null, 2)).toBe(`{
  "version": 1,
  "auth": "built-in",
  "databaseName": "myapp",
  "databaseUser": "appuser",
  "passwordSecret": {
    "name": "alloydb-credentials",
    "key": "password"
  },
  "instances": {
    "primary": "${primary}",
    "read": "${primary.replace('my-primary', 'my-read-pool')}"
  },
  "ipType": "PRIVATE",
  "identity": {
    "kubernetesServiceAccount": "alloydb-ksa",
    "iamServiceAccount": "alloydb-proxy-sa@my-project.iam.gserviceaccount.com"
  },
  "server": {
    "maxConnections": 1000
  }
}`);
  });

  it('stays as it is when its document is changed', () => {
    const spec = {
      ...builtIn,
      server: { maxConnections: 5 },
      identity: { ...identity, form: 'impersonated', impersonationChain: [identity.iamServiceAccount] },
    } as const;
    const connection = Connection.of(spec);
    const document = connection.toJSON() as unknown as Record<'identity' | 'passwordSecret' | 'server', Record<string, unknown>>;
    document.identity['namespace'] = 'other';
    (document.identity['impersonationChain'] as string[]).push('other');
    document.passwordSecret['name'] = 'other';
    document.server['maxConnections'] = 6;
    expect(connection).toEqual(Connection.of(spec));
  });

  it('does not write what IAM authentication derives', () => {
    expect(Object.keys(Connection.of(iam).toJSON())).toEqual(['version', 'auth', 'databaseName', 'instances', 'ipType', 'identity']);
  });

  it('is read from text and from an object', () => {
    const document = { $schema: './connection.schema.json', version: 1, ...builtIn };
    expect(Connection.parse(document)).toEqual(Connection.of(builtIn));
    expect(Connection.parse(JSON.stringify(document))).toEqual(Connection.of(builtIn));
  });
});

describe('what cannot be a connection', () => {
  it('says what the choice is where the auth mode is missing', () => {
    const { auth: _, ...spec } = iam;
    expect(messageOf(spec)).toBe(
      'connection.auth: The auth mode is not chosen. Set auth to "iam" (the database user is the IAM service account, no password) ' +
        'or to "built-in" (a PostgreSQL user with a password).',
    );
  });

  it('says that an IAM user name is longer than PostgreSQL allows', () => {
    const iamServiceAccount = `${'orders-service-with-long-name'}@${'a-project-with-a-very-long-name'.slice(0, 30)}.iam.gserviceaccount.com`;
    expect(messageOf({ ...iam, identity: { ...identity, iamServiceAccount } })).toBe(
      'connection.databaseUser: The IAM database user "orders-service-with-long-name@a-project-with-a-very-long-nam.iam" has 64 bytes. ' +
        'PostgreSQL cuts names at 63 bytes, so this user could never log in. ' +
        'Use an IAM service account with a shorter id, or one in a project with a shorter id.',
    );
    const fits = iamServiceAccount.replace('orders-', 'order-');
    expect(Connection.of({ ...iam, identity: { ...identity, iamServiceAccount: fits } }).databaseUser).toHaveLength(63);
  });

  it('says that a document is of a newer version, and nothing else of it', () => {
    expect(parseMessage({ version: 2, auth: 'passkey', shards: [] })).toBe(
      'connection.version: The connection document has version 2, and this release of @alloydb-gke/core reads version 1. ' +
        'Update @alloydb-gke/core, or write the document with the older release.',
    );
  });

  it.each([
    [{ ...iam }, 'connection.version: The connection document does not say its version. Add "version": 1.'],
    [{ ...iam, version: '1' }, 'connection.version: "1" is not a version of the connection document. Write "version": 1.'],
    [{ ...iam, version: 0 }, 'connection.version: 0 is not a version of the connection document. Write "version": 1.'],
    [{ ...iam, version: null }, 'connection.version: null is not a version of the connection document. Write "version": 1.'],
    [
      '{"version": 1',
      "connection: The connection document is not JSON: Expected ',' or '}' after property value in JSON at position 13. Write it as one JSON object.",
    ],
    [
      '"hunter2"',
      'connection: What is written here is not an object. Write an object with the fields auth, databaseName, databaseUser, passwordSecret, instances, ipType, identity, server.',
    ],
    ['hunter2', "connection: The connection document is not JSON: Unexpected token 'h'. Write it as one JSON object."],
  ])('says what is wrong with the document %j', (document, message) => {
    expect(parseMessage(document)).toBe(message);
  });

  it('says what else is wrong with a document that does not say its version', () => {
    expect(parseMessage({ ...iam, databaseName: '', ipType: 'private', $schema: 5 })).toBe(
      '4 problems:\n' +
        '  - connection.$schema: 5 is not text. Put text here.\n' +
        '  - connection.version: The connection document does not say its version. Add "version": 1.\n' +
        '  - connection.databaseName: "" cannot be the name of a database. Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.\n' +
        '  - connection.ipType: "private" is not a value that this field can have. Use "PRIVATE", "PUBLIC" or "PSC".',
    );
  });

  it('reports two problems at once', () => {
    expect(messageOf({ ...iam, instances: { primary: 'my-project:us-central1:my-primary' }, databaseUser: 'appuser' })).toBe(
      '2 problems:\n' +
        '  - connection.instances.primary: "my-project:us-central1:my-primary" is a Cloud SQL connection name, not an AlloyDB instance URI. ' +
        'Write "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE". ' +
        '"gcloud alloydb instances describe INSTANCE --cluster=CLUSTER --region=REGION --format=\'value(name)\'" prints it.\n' +
        '  - connection.databaseUser: With IAM authentication the database user is the IAM service account, and "appuser" is given as well. ' +
        'Remove databaseUser. It is derived from identity.iamServiceAccount.',
    );
  });

  it('suggests the field that was meant', () => {
    expect(messageOf({ ...iam, databasename: 'myapp', databaseName: undefined })).toBe(
      '2 problems:\n' +
        '  - connection: There is no field "databasename" here. Did you mean "databaseName"?\n' +
        '  - connection: The field "databaseName" is missing. Set "databaseName", the database that the application uses.',
    );
  });

  it.each([
    [
      { ...iam, instances: {} },
      'connection.instances: No instance is named. Name at least one: instances: { primary: "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE" }.',
    ],
    [{ ...iam, instances: { primary: undefined } }, 'connection.instances: No instance is named.'],
    [
      { ...iam, instances: [primary] },
      `connection.instances: ["${primary}"] does not say what the instances are called. Give each one a name: instances: { primary: "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE" }.`,
    ],
    [{ ...iam, instances: null }, 'connection.instances: null does not say what the instances are called. Give each one a name:'],
    [
      { ...iam, instances: { primary, Read: 'pool' } },
      'connection.instances: "Read" cannot be the name of an instance in a connection. Use 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit, as in "read" or "read-eu".',
    ],
    [
      { ...iam, instances: { read: 'pool' } },
      'connection.instances.read: "pool" is the id of an instance without its cluster, and no instance URI here says which cluster that is. Write the whole instance URI: "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE".',
    ],
    [
      { ...iam, instances: { primary, other: primary.replace('my-alloydb', 'other'), read: 'pool' } },
      'connection.instances.read: "pool" is the id of an instance without its cluster, and the instance URIs here name 2 clusters that it could be in. Write the whole instance URI',
    ],
    [
      { ...iam, databaseName: '' },
      'connection.databaseName: "" cannot be the name of a database. Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
    ],
    [
      { ...builtIn, databaseUser: 'é'.repeat(32) },
      'connection.databaseUser: "éééééééééééééééééééééééééééééééé" cannot be the name of a database user. Use 1 to 63 bytes',
    ],
    [
      { ...builtIn, databaseUser: undefined },
      'connection.databaseUser: With built-in authentication the database user must be named. Set databaseUser to the PostgreSQL user that the application logs in as.',
    ],
    [
      { ...iam, passwordSecret: builtIn.passwordSecret },
      'connection.passwordSecret: With IAM authentication there is no password, and passwordSecret is set. Remove passwordSecret, or set auth to "built-in".',
    ],
    [
      { ...builtIn, passwordSecret: { name: 'My_Secret', key: 'password' } },
      'connection.passwordSecret.name: What is written here cannot be the name of a Secret. Use lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit. The password itself does not belong in a connection.',
    ],
    [
      { ...builtIn, passwordSecret: { name: 'alloydb-credentials', key: '..' } },
      'connection.passwordSecret.key: What is written here cannot be a key of a Secret.',
    ],
    [
      { ...iam, identity: { kubernetesServiceAccount: 'alloydb-ksa' } },
      'connection.identity: IAM authentication needs an IAM service account: AlloyDB has no database users for a Kubernetes service account itself. Set identity.iamServiceAccount, or set auth to "built-in".',
    ],
    [{ ...iam, auth: 'IAM' }, 'connection.auth: "IAM" is not a value that this field can have. Use "iam" or "built-in".'],
    [
      { ...iam, ipType: 'private' },
      'connection.ipType: "private" is not a value that this field can have. Use "PRIVATE", "PUBLIC" or "PSC".',
    ],
    [
      { ...iam, server: { maxConnections: 0 } },
      'connection.server.maxConnections: 0 is not a whole number of at least 1. Put a whole number of at least 1 here.',
    ],
  ])('says what is wrong: %#', (spec, message) => {
    expect(messageOf(spec).startsWith(message), messageOf(spec)).toBe(true);
  });

  it.each([
    [
      { ...builtIn, passwordSecret: 'hunter2!' },
      'connection.passwordSecret: What is written here is not a reference to a Secret. Write { name, key }, the name of the Secret and the key in it. The password itself does not belong in a connection.',
    ],
    [{ ...builtIn, databaseUser: { password: 'hunter2' } }, 'connection.databaseUser: What is written here is not text. Put text here.'],
    [
      { ...builtIn, passwordSecret: { ...builtIn.passwordSecret, hunter2: 1 } },
      'connection.passwordSecret: There is no field of that name here. The fields are name, key.',
    ],
    [
      { ...builtIn, passwordSecret: { name: ['hunter2'], key: 'password' } },
      'connection.passwordSecret.name: What is written here is not text. Put text here.',
    ],
    [
      'hunter2',
      'connection: What is written here is not an object. Write an object with the fields auth, databaseName, databaseUser, passwordSecret, instances, ipType, identity, server.',
    ],
    [
      { ...builtIn, passwordSecret: { name: 'alloydb-credentials', key: 'hunter2!' } },
      'connection.passwordSecret.key: What is written here cannot be a key of a Secret. Use letters, digits, hyphens, underscores and dots. The password itself does not belong in a connection.',
    ],
  ])('does not repeat what may be the password: %#', (spec, message) => {
    expect(messageOf(spec)).toBe(message);
  });

  it('throws nothing but its own error, whatever stands there', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (value, json) => {
        expect(thrownBy(() => Connection.of(value as ConnectionSpec))).toBeInstanceOf(ModelError);
        expect(thrownBy(() => Connection.parse(JSON.stringify(json)))).toBeInstanceOf(ModelError);
        expect(
          thrownBy(() => Connection.parse({ ...builtIn, version: 1, identity: value, instances: json, server: value })),
        ).toBeInstanceOf(ModelError);
      }),
    );
  });
});

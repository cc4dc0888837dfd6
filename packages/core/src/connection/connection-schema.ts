import { serviceAccountEmailPattern } from '../identity/service-account-email';
import { projectNumberPattern, workloadPoolPattern } from '../identity/workload-identity-member';
import { instanceUriParts, resourceIdPattern } from '../instance-uri/instance-uri-grammar';
import type { JsonObject } from '../kubernetes/json';
import { dnsLabelPattern, dnsSubdomainPattern } from '../kubernetes/object-name';
import { authModeNames } from './auth-mode';
import { connectionDocumentVersion } from './connection-document';
import { ipTypes } from './ip-type';
import { longestPostgresName } from './postgres-name';
import { secretKeyPattern } from './read-connection';
import { instanceNamePattern } from './read-instances';

const text = (pattern: RegExp, description: string): JsonObject => ({ type: 'string', pattern: pattern.source, description });

const instanceUriPattern = instanceUriParts.map(({ collection, pattern }) => `${collection}/${pattern.source.slice(1, -1)}`).join('/');
const instanceUri = {
  type: 'string',
  anyOf: [{ pattern: `^${instanceUriPattern}$` }, { pattern: resourceIdPattern.source }],
  description:
    'The instance URI, projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE, or the id of an instance in the same cluster.',
};

const postgresName = (description: string): JsonObject => ({
  type: 'string',
  minLength: 1,
  // PostgreSQL counts bytes, a schema characters: longer names with other letters than a to z are refused by the parser alone.
  maxLength: longestPostgresName,
  pattern: '^[^\\u0000]*$',
  description,
});

const ipType = { enum: ipTypes, description: 'Which address of the instances is dialled.', default: 'PRIVATE' };

/** `consequence` holds where `condition` does. */
const when = (condition: JsonObject, consequence: JsonObject): JsonObject =>
  Object.fromEntries([
    ['if', condition],
    ['then', consequence],
  ]);

const email = (description: string): JsonObject => text(serviceAccountEmailPattern, description);

const identity = {
  type: 'object',
  description: 'Who the proxy is, for Google Cloud.',
  additionalProperties: false,
  required: ['kubernetesServiceAccount'],
  properties: {
    form: {
      enum: ['linked', 'impersonated', 'direct'],
      description:
        'linked: the pod acts as the IAM service account. impersonated: the proxy alone does. direct: there is no IAM service account. The default is linked with an IAM service account and direct without.',
    },
    kubernetesServiceAccount: text(dnsSubdomainPattern, 'The Kubernetes service account that the pod runs as.'),
    namespace: text(dnsLabelPattern, 'The namespace of the Kubernetes service account.'),
    iamServiceAccount: email('The IAM service account that the proxy acts as.'),
    impersonationChain: {
      type: 'array',
      items: email('An IAM service account.'),
      description: 'The service accounts between the pod and the IAM service account, from the pod on.',
    },
    sourceIamServiceAccount: email('The IAM service account that the Kubernetes service account is linked to already.'),
    workloadPool: text(workloadPoolPattern, 'The workload identity pool of the GKE cluster or fleet, PROJECT.svc.id.goog.'),
    workloadPoolProjectNumber: text(projectNumberPattern, 'The number of the project that owns the pool.'),
  },
  allOf: [
    when({ required: ['form'], properties: { form: { enum: ['linked', 'impersonated'] } } }, { required: ['iamServiceAccount'] }),
    when({ required: ['form'], properties: { form: { const: 'direct' } } }, { not: { required: ['iamServiceAccount'] } }),
    when(
      { anyOf: [{ required: ['impersonationChain'] }, { required: ['sourceIamServiceAccount'] }] },
      { required: ['form'], properties: { form: { const: 'impersonated' } } },
    ),
  ],
};

/**
 * The schema of a connection document, for editors and for programs in other languages. It accepts everything that
 * `Connection.parse` accepts; the parser is stricter where a schema cannot be (bytes, siblings).
 * Published as `@alloydb-gke/core/connection.schema.json`.
 */
export const connectionSchema: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: `urn:alloydb-gke:connection:${connectionDocumentVersion}`,
  title: 'Connection',
  description: 'Who reaches which AlloyDB database how. It holds references to secrets, never secrets.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'auth', 'databaseName', 'instances', 'identity'],
  properties: {
    $schema: { type: 'string', description: 'Where this schema is, for editors.' },
    version: { const: connectionDocumentVersion, description: 'The version of the document.' },
    auth: {
      enum: authModeNames,
      description: 'iam: the database user is the IAM service account, without a password. built-in: a PostgreSQL user with a password.',
    },
    databaseName: postgresName('The database that the application uses.'),
    databaseUser: postgresName('The PostgreSQL user that the application logs in as. Only with built-in authentication.'),
    passwordSecret: {
      type: 'object',
      description: 'The Secret that holds the password. Only with built-in authentication.',
      additionalProperties: false,
      required: ['name', 'key'],
      properties: {
        name: text(dnsSubdomainPattern, 'The name of the Secret, in the namespace of the workload.'),
        key: text(secretKeyPattern, 'The key in the Secret.'),
      },
    },
    instances: {
      type: 'object',
      description: 'The instances by the name that the application knows them by. "primary", or else the first one, is the default.',
      minProperties: 1,
      propertyNames: { pattern: instanceNamePattern.source },
      additionalProperties: {
        anyOf: [instanceUri, { type: 'object', additionalProperties: false, required: ['uri'], properties: { uri: instanceUri, ipType } }],
      },
    },
    ipType,
    identity,
    server: {
      type: 'object',
      description: 'What is known of the database server.',
      additionalProperties: false,
      properties: {
        maxConnections: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "The server's max_connections." },
        managedConnectionPooling: { type: 'boolean', description: 'Whether managed connection pooling is on.' },
      },
    },
  },
  allOf: [
    when(
      { required: ['auth'], properties: { auth: { const: 'iam' } } },
      {
        not: { anyOf: [{ required: ['databaseUser'] }, { required: ['passwordSecret'] }] },
        properties: { identity: { type: 'object', required: ['iamServiceAccount'] } },
      },
    ),
    when({ required: ['auth'], properties: { auth: { const: 'built-in' } } }, { required: ['databaseUser'] }),
  ],
};

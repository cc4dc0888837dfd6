import type { ProblemList } from '../errors/problem-list';
import { hiddenValue } from '../errors/problem-table';
import { quote } from '../errors/quote';
import { type Identity, identityForm } from '../identity/identity';
import { readIdentity } from '../identity/read-identity';
import { iamDatabaseUser } from '../identity/service-account-email';
import { problem as inputProblem } from '../input/input-codes';
import { readBoolean, readChoice, readFields, readText, readWholeNumber } from '../input/read-fields';
import { isJsonObject } from '../kubernetes/json';
import { isDnsSubdomain } from '../kubernetes/object-name';
import { type AuthMode, authModeNames } from './auth-mode';
import type { ConnectionModel } from './connection';
import { problem } from './connection-codes';
import type { SecretKeyReference, ServerFacts } from './connection-spec';
import { ipTypes } from './ip-type';
import { byteLength, isPostgresName, longestPostgresName } from './postgres-name';
import { readInstances } from './read-instances';

/** The fields of a connection, with what each means. */
export const connectionFieldTable = {
  auth: { meaning: '"iam" or "built-in"' },
  databaseName: { meaning: 'the database that the application uses', required: true },
  databaseUser: { meaning: 'the PostgreSQL user that the application logs in as' },
  passwordSecret: { meaning: 'the Secret that holds the password, as { name, key }' },
  instances: { meaning: 'the instances by name', required: true },
  ipType: { meaning: '"PRIVATE", "PUBLIC" or "PSC"' },
  identity: { meaning: 'who the proxy is, as { kubernetesServiceAccount, iamServiceAccount }', required: true },
  server: { meaning: 'what is known of the database server' },
} as const;

/** Source: https://kubernetes.io/docs/concepts/configuration/secret/ */
export const secretKeyPattern: RegExp = /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/;

const secretFields = {
  name: { meaning: 'the name of the Secret', required: true },
  key: { meaning: 'the key in the Secret', required: true },
} as const;

const serverFields = {
  maxConnections: { meaning: "the server's max_connections" },
  managedConnectionPooling: { meaning: 'whether managed connection pooling is on' },
} as const;

/** Reads what a user says of a connection. The result is usable only if no problem was gathered. */
export function readConnection(value: unknown, path: string, problems: ProblemList): ConnectionModel | undefined {
  if (!isJsonObject(value)) {
    // Not quoted: a text here is often a connection string.
    problems.add(inputProblem('not-an-object', path, { value: hiddenValue, fields: Object.keys(connectionFieldTable).join(', ') }));
    return undefined;
  }
  const fields = readFields(value, path, connectionFieldTable, problems) ?? {};
  const at = (field: string): string => `${path}.${field}`;
  if (fields['auth'] === undefined) problems.add(problem('auth-missing', at('auth'), {}));
  const auth = readChoice(fields['auth'], at('auth'), authModeNames, problems);
  const databaseName = readText(fields['databaseName'], at('databaseName'), problems);
  if (databaseName !== undefined && !isPostgresName(databaseName)) {
    problems.add(problem('database-name', at('databaseName'), { value: quote(databaseName) }));
  }
  const ipType = readChoice(fields['ipType'], at('ipType'), ipTypes, problems) ?? 'PRIVATE';
  const instances = fields['instances'] === undefined ? [] : readInstances(fields['instances'], at('instances'), ipType, problems);
  const identity = fields['identity'] === undefined ? undefined : readIdentity(fields['identity'], at('identity'), problems);
  const databaseUser = readDatabaseUser(fields['databaseUser'], at('databaseUser'), auth, identity, problems);
  const passwordSecret = readPasswordSecret(fields['passwordSecret'], at('passwordSecret'), auth, problems);
  const server = fields['server'] === undefined ? {} : readServer(fields['server'], at('server'), problems);
  const [first, ...others] = instances;
  if (!auth || databaseName === undefined || !first || !identity) return undefined;
  return { auth, databaseName, databaseUser: databaseUser ?? '', passwordSecret, instances: [first, ...others], identity, server };
}

function readDatabaseUser(
  value: unknown,
  path: string,
  auth: AuthMode | undefined,
  identity: Identity | undefined,
  problems: ProblemList,
): string | undefined {
  const given = typeof value === 'string' ? value : undefined;
  // Not quoted: an object here may hold the password too.
  if (value !== undefined && given === undefined) problems.add(inputProblem('wrong-type', path, { value: hiddenValue, wanted: 'text' }));
  if (auth === 'iam') {
    if (given !== undefined) problems.add(problem('database-user-derived', path, { value: quote(given) }));
    return identity && readIamUser(identity, path, problems);
  }
  if (auth === 'built-in' && value === undefined) problems.add(problem('database-user-missing', path, {}));
  if (given !== undefined && auth !== undefined && !isPostgresName(given)) {
    problems.add(problem('database-user', path, { value: quote(given) }));
  }
  return given;
}

function readIamUser(identity: Identity, path: string, problems: ProblemList): string | undefined {
  const email: string | undefined = identity.iamServiceAccount;
  if (email === undefined) {
    if (identityForm(identity) === 'direct')
      problems.add(problem('direct-identity-with-iam', path.replace(/databaseUser$/, 'identity'), {}));
    return undefined;
  }
  const user = iamDatabaseUser(email);
  const bytes = byteLength(user);
  if (bytes > longestPostgresName) problems.add(problem('database-user-too-long', path, { value: quote(user), bytes }));
  return user;
}

function readPasswordSecret(
  value: unknown,
  path: string,
  auth: AuthMode | undefined,
  problems: ProblemList,
): SecretKeyReference | undefined {
  if (value === undefined) return undefined;
  if (auth === 'iam') problems.add(problem('password-not-used', path, {}));
  // Not quoted in any message: it may be the password itself.
  if (!isJsonObject(value)) {
    problems.add(problem('password-secret-not-a-reference', path, {}));
    return undefined;
  }
  const fields = readFields(value, path, secretFields, problems);
  const name = readText(fields?.['name'], `${path}.name`, problems);
  const key = readText(fields?.['key'], `${path}.key`, problems);
  if (name !== undefined && !isDnsSubdomain(name)) {
    problems.add(problem('password-secret-name', `${path}.name`, {}));
  }
  if (key !== undefined && !secretKeyPattern.test(key)) {
    problems.add(problem('password-secret-key', `${path}.key`, {}));
  }
  return name === undefined || key === undefined ? undefined : { name, key };
}

function readServer(value: unknown, path: string, problems: ProblemList): ServerFacts {
  const fields = readFields(value, path, serverFields, problems);
  const maxConnections = readWholeNumber(fields?.['maxConnections'], `${path}.maxConnections`, 1, problems);
  const pooling = readBoolean(fields?.['managedConnectionPooling'], `${path}.managedConnectionPooling`, problems);
  return {
    ...(maxConnections !== undefined && { maxConnections }),
    ...(pooling !== undefined && { managedConnectionPooling: pooling }),
  };
}

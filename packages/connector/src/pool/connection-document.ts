import { type IpType, ipTypes } from '../connection-options';
import { connectorError } from '../errors/connector-error';
import { quote } from '../errors/quote';
import { parseInstanceUri } from '../instance-uri/instance-uri';

/** What a Connection document says that a pool needs. It is read as the JSON that it is: who wrote it has checked it. */
export interface ReadDocument {
  readonly auth: 'iam' | 'built-in';
  readonly databaseName: string;
  readonly databaseUser: string;
  /** Where the constructs mount the password, if the document names a Secret. */
  readonly passwordFile: string | undefined;
  /** By name, the default instance first. */
  readonly instances: ReadonlyMap<string, { readonly uri: string; readonly ipType: IpType }>;
  readonly impersonationChain: readonly string[];
  readonly managedConnectionPooling: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** @throws ConnectorError `connection-document-invalid` */
export function readConnectionDocument(document: string | object): ReadDocument {
  const fields = fieldsOf(typeof document === 'string' ? parse(document) : plain(document), 'it');
  if (fields['version'] !== 1) throw invalid(`its version is ${quote(fields['version'])}, and version 1 is read here`);
  const { auth, identity, passwordSecret, server } = fields;
  if (auth !== 'iam' && auth !== 'built-in') throw invalid(`auth is ${quote(auth)}, and must be "iam" or "built-in"`);
  const who = fieldsOf(identity, 'identity');
  return {
    auth,
    databaseName: textOf(fields, 'databaseName'),
    databaseUser: auth === 'iam' ? textOf(who, 'iamServiceAccount').replace(/\.gserviceaccount\.com$/, '') : textOf(fields, 'databaseUser'),
    passwordFile: passwordSecret === undefined ? undefined : passwordFileOf(fieldsOf(passwordSecret, 'passwordSecret')),
    instances: instancesOf(fields),
    impersonationChain: who['form'] === 'impersonated' ? [...textsOf(who['impersonationChain']), textOf(who, 'iamServiceAccount')] : [],
    managedConnectionPooling: server !== undefined && fieldsOf(server, 'server')['managedConnectionPooling'] === true,
  };
}

function instancesOf(fields: Fields): ReadDocument['instances'] {
  const ipType = ipTypeOf(fields['ipType'] ?? 'PRIVATE', 'ipType');
  const written = Object.entries(fieldsOf(fields['instances'], 'instances'))
    .sort(([left], [right]) => (left === 'primary' ? -1 : right === 'primary' ? 1 : left < right ? -1 : 1))
    .map(([name, value]) => {
      const own = typeof value === 'string' ? { uri: value } : fieldsOf(value, `instances.${name}`);
      return { name, uri: textOf(own, 'uri'), ipType: ipTypeOf(own['ipType'] ?? ipType, `instances.${name}.ipType`) };
    });
  if (written.length === 0) throw invalid('instances names no instance');
  const whole = written.find(({ uri }) => uri.includes('/'))?.uri;
  return new Map(
    written.map(({ name, uri, ipType: type }) => {
      // A bare id is that of another instance of the same cluster.
      const full = uri.includes('/') || whole === undefined ? uri : whole.replace(/[^/]*$/, uri);
      return [name, { uri: parseInstanceUri(full).text, ipType: type }];
    }),
  );
}

/** Source: packages/core/src/application-environment/password-file.ts, which a test holds. */
function passwordFileOf(secret: Fields): string {
  return `/var/run/secrets/alloydb/${textOf(secret, 'name')}/${textOf(secret, 'key')}/password`;
}

function ipTypeOf(value: unknown, path: string): IpType {
  const found = ipTypes.find((type) => type === value);
  if (found === undefined) throw invalid(`${path} is ${quote(value)}, and must be one of ${ipTypes.join(', ')}`);
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The reason of the parser quotes the text, which may be the wrong file.
    throw invalid('it is not JSON');
  }
}

/** As JSON: an object of the model writes itself so. */
function plain(document: object): unknown {
  return JSON.parse(JSON.stringify(document));
}

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${path} is not an object`);
  return value as Fields;
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw invalid(`${name} is missing`);
  return value;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function invalid(reason: string): Error {
  return connectorError('connection-document-invalid', { reason });
}

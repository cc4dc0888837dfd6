import { createRequire } from 'node:module';

export const path = 'packages/emulator/src/admin-api/admin-api-messages.generated.ts';

/** The fields that the emulator speaks, by message. Their numbers and types come from Google's own description. */
const spoken: Readonly<Record<string, readonly string[]>> = {
  GetConnectionInfoRequest: ['parent', 'requestId'],
  ConnectionInfo: ['name', 'ipAddress', 'publicIpAddress', 'instanceUid', 'pscDnsName'],
  GenerateClientCertificateRequest: ['parent', 'requestId', 'certDuration', 'publicKey', 'useMetadataExchange'],
  GenerateClientCertificateResponse: ['pemCertificateChain', 'caCert'],
  GetClusterRequest: ['name'],
  ListClustersRequest: ['parent', 'pageSize', 'pageToken'],
  ListClustersResponse: ['clusters', 'nextPageToken'],
  Cluster: ['name', 'uid', 'state', 'clusterType', 'databaseVersion'],
  GetInstanceRequest: ['name'],
  ListInstancesRequest: ['parent', 'pageSize', 'pageToken'],
  ListInstancesResponse: ['instances', 'nextPageToken'],
  Instance: [
    'name',
    'uid',
    'state',
    'instanceType',
    'databaseFlags',
    'ipAddress',
    'publicIpAddress',
    'clientConnectionConfig',
    'pscInstanceConfig',
  ],
  'Instance.ClientConnectionConfig': ['requireConnectors'],
  'Instance.PscInstanceConfig': ['pscDnsName'],
  GetUserRequest: ['name'],
  ListUsersRequest: ['parent', 'pageSize', 'pageToken'],
  ListUsersResponse: ['users', 'nextPageToken'],
  User: ['name', 'databaseRoles', 'userType'],
};

const versions = ['v1', 'v1beta', 'v1alpha'] as const;
/** The versions differ in what they have, never in a number. This one has everything that is spoken. */
const fullest = 'v1beta';

interface Reflection {
  readonly fields?: Readonly<
    Record<string, { readonly type: string; readonly id: number; readonly rule?: string; readonly keyType?: string }>
  >;
  readonly values?: Readonly<Record<string, number>>;
  readonly nested?: Readonly<Record<string, Reflection>>;
}

const root = createRequire(import.meta.url)('@google-cloud/alloydb/build/protos/protos.json') as Reflection;

export function content(): string {
  const enums = new Map<string, Readonly<Record<string, number>>>();
  const messages = Object.entries(spoken).map(([message, fields]) => {
    const rows = fields.map((name) => `    ${name}: { ${fieldRow(message, name, enums)} },`);
    return `  ${quoted(message)}: {\n${rows.join('\n')}\n  },`;
  });
  const enumRows = [...enums].map(
    ([name, values]) =>
      `  ${quoted(name)}: { ${Object.entries(values)
        .map(([value, id]) => `${value}: ${id}`)
        .join(', ')} },`,
  );
  return [
    '// Generated from the protos of @google-cloud/alloydb by tools/generators/admin-api-messages.ts. `npm run generate` writes it.',
    '',
    '/** The messages of the Admin API that are spoken here: number and type of each field. */',
    'export const messages = {',
    ...messages,
    '} as const;',
    '',
    '/** The enumerations in them. */',
    'export const enumerations = {',
    ...enumRows,
    '} as const;',
    '',
  ].join('\n');
}

function fieldRow(message: string, name: string, enums: Map<string, Readonly<Record<string, number>>>): string {
  const field = lookUp(fullest, message)?.fields?.[name];
  if (field === undefined) throw new Error(`${fullest} has no field ${message}.${name}.`);
  for (const version of versions) {
    const other = lookUp(version, message)?.fields?.[name];
    if (other !== undefined && other.id !== field.id) throw new Error(`${message}.${name} has another number in ${version}.`);
  }
  const [owner = ''] = message.split('.');
  const scope = lookUp(fullest, owner)?.nested?.[field.type] === undefined ? field.type : `${owner}.${field.type}`;
  const values = lookUp(fullest, scope)?.values;
  if (values !== undefined) enums.set(scope, values);
  const type = values === undefined ? scope.replace(/^google\.protobuf\./, '') : `enum ${scope}`;
  const kind = field.keyType !== undefined ? 'map' : field.rule === 'repeated' ? 'list' : 'one';
  return `id: ${field.id}, type: '${type}', kind: '${kind}'`;
}

function lookUp(version: string, name: string): Reflection | undefined {
  return ['google', 'cloud', 'alloydb', version, ...name.split('.')].reduce<Reflection | undefined>(
    (found, part) => found?.nested?.[part],
    root,
  );
}

function quoted(name: string): string {
  return name.includes('.') ? `'${name}'` : name;
}

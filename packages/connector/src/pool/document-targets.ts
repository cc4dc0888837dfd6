import { connectorError } from '../errors/connector-error';
import { quote } from '../errors/quote';
import { type ReadDocument, readConnectionDocument } from './connection-document';
import type { EnvironmentVariables } from './environment-variables';
import { passwordFromFile } from './password-file';
import type { PasswordSource, PoolWay } from './pool-options';
import type { PoolTarget, PoolTargets } from './pool-target';

/** What is said beside the document. */
export interface DocumentChoices {
  readonly way: PoolWay | undefined;
  readonly readInstance: string;
  readonly requireReadPool: boolean;
  readonly ports: Readonly<Record<string, number>>;
}

/** The proxy listens here, on one port after the other. Source: packages/core/src/proxy-container/port-allocation.ts */
const [sidecarHost, firstPort] = ['127.0.0.1', 5432] as const;

/**
 * Where the pools of a Connection document lead.
 *
 * @throws ConnectorError `connection-document-invalid` or `instance-uri-invalid`
 */
export function readDocumentTargets(document: string | object, variables: EnvironmentVariables, choices: DocumentChoices): PoolTargets {
  const connection = readConnectionDocument(document);
  const { instances, databaseUser: user, databaseName: database, managedConnectionPooling: pooled, impersonationChain } = connection;
  const password = passwordOf(connection, variables);
  const portOf = sidecarPorts([...instances.keys()], choices.ports);
  const target = (name: string): PoolTarget => {
    const instance = instances.get(name);
    if (instance === undefined) throw connectorError('connection-document-invalid', { reason: `there is no instance ${quote(name)}` });
    const { uri: instanceUri, ipType } = instance;
    if (choices.way === 'sidecar') return { user, database, password, to: { host: sidecarHost, port: portOf(name), ssl: false } };
    return { user, database, password, to: { instanceUri, ipType, authType: connection.auth === 'iam' ? 'IAM' : 'PASSWORD' } };
  };
  const [primary = ''] = instances.keys();
  const { readInstance, requireReadPool } = choices;
  const read = primary !== readInstance && (requireReadPool || instances.has(readInstance)) ? target(readInstance) : undefined;
  return { primary: target(primary), read, pooled, impersonationChain };
}

function passwordOf({ auth, passwordFile }: ReadDocument, variables: EnvironmentVariables): PasswordSource | undefined {
  if (auth === 'iam') return undefined;
  return variables.password('PGPASSWORD') ?? (passwordFile === undefined ? undefined : passwordFromFile(passwordFile));
}

function sidecarPorts(names: readonly string[], chosen: Readonly<Record<string, number>>): (name: string) => number {
  const ports = new Map<string, number>(Object.entries(chosen));
  const taken = new Set(ports.values());
  let next: number = firstPort;
  for (const name of names) {
    if (ports.has(name)) continue;
    while (taken.has(next)) next += 1;
    ports.set(name, next);
    taken.add(next);
  }
  return (name) => ports.get(name) ?? firstPort;
}

import { type AuthMode, Connection, type ConnectionSpec, type Identity, type IpType } from '@alloydb-gke/core';
import { type Cluster, type EmulatorModel, instancesOf } from './spec/emulator-model';
import { projectNumber } from './spec/project-number';

/** Which connection is read from a spec. */
export interface ConnectionRequest {
  /** How the database user logs in. */
  readonly auth: AuthMode;
  /** The database that is used. */
  readonly databaseName: string;
  /** The database user, for built-in authentication. */
  readonly databaseUser?: string;
  /** The Kubernetes service account, `NAMESPACE/NAME`. */
  readonly kubernetesServiceAccount: string;
  /**
   * The name of the cluster.
   * @default - the first cluster of the spec
   */
  readonly cluster?: string;
  /**
   * Which address of the instances is dialled.
   * @default 'PRIVATE'
   */
  readonly ipType?: IpType;
}

/**
 * Makes a connection of a spec: every instance of the cluster under its id, the primary under `primary`.
 *
 * @throws ModelError if something is not there
 */
export function readConnectionFrom(model: EmulatorModel, request: ConnectionRequest): Connection {
  const cluster = model.clusters.find(({ name }) => name === (request.cluster ?? name));
  const { auth, databaseName, databaseUser, ipType = 'PRIVATE' } = request;
  return Connection.of({
    auth,
    databaseName,
    ...(databaseUser !== undefined && { databaseUser }),
    ipType,
    instances: cluster ? instancesByName(cluster) : {},
    identity: identityOf(model, request.kubernetesServiceAccount),
  } as ConnectionSpec);
}

function instancesByName(cluster: Cluster): Readonly<Record<string, string>> {
  return Object.fromEntries(
    instancesOf(cluster).map((instance) => [instance === cluster.primary ? 'primary' : instance.uri.instance, instance.uri.toString()]),
  );
}

function identityOf({ kubernetesServiceAccounts, projects }: EmulatorModel, name: string): Identity {
  const account = kubernetesServiceAccounts.find((one) => `${one.namespace}/${one.name}` === name);
  const project = projects.get(account?.workloadPool.replace(/\.svc\.id\.goog$/, '') ?? '');
  return {
    kubernetesServiceAccount: account?.name ?? '',
    ...(account && { namespace: account.namespace, workloadPool: account.workloadPool }),
    // A number that nobody has declared is none of Google Cloud.
    ...(project && project.number !== projectNumber(project.id) && { workloadPoolProjectNumber: project.number }),
    ...(account?.iamServiceAccount !== undefined && { iamServiceAccount: account.iamServiceAccount }),
  } as Identity;
}

import { join } from 'node:path';
import { AlloyDBCluster, DatabaseAccess, DatabaseGrants, PrivateServicesAccess } from '@alloydb-gke/pulumi';
import { Namespace, Secret } from '@pulumi/kubernetes/core/v1';
import { all, Config, getStack, jsonStringify } from '@pulumi/pulumi';

const config = new Config();
const location = config.get('region') ?? 'us-central1';
// The pool of the GKE cluster, which may be in another project than the database.
const workloadPool = config.get('workloadPool') ?? `${new Config('gcp').require('project')}.svc.id.goog`;
// Where the manifests are written: a checkout of the repository that the GitOps tool reads, or a folder of this one.
const folder = config.get('connections') ?? join('connections', getStack());
// On the way out: `pulumi config set deletionProtection false`, `pulumi up`, `pulumi destroy`.
const deletionProtection = config.getBoolean('deletionProtection') ?? true;

// A network is connected to Google's services once, whoever did it: with Shared VPC, the host project.
const services = new PrivateServicesAccess('shop-services', {
  network: config.require('network'),
  existingConnection: config.getBoolean('networkIsConnected') ?? false,
  deletionProtection,
});
const cluster = new AlloyDBCluster('shop', {
  location,
  privateServicesAccess: services,
  primary: { cpuCount: config.getNumber('cpuCount') ?? 2 },
  readPools: { read: { nodeCount: 1 } },
  requireConnectors: true,
  deletionProtection,
});

// Who makes databases and grants. It has no password: nothing secret is in the state.
const namespace = 'alloydb-admin';
const home = new Namespace(namespace, { metadata: { name: namespace } });
const administrator = new DatabaseAccess(
  'alloydb-admin',
  {
    cluster,
    auth: 'iam',
    databaseName: 'postgres',
    databaseRoles: ['alloydbsuperuser'],
    instanceNames: ['primary'],
    namespace,
    workloadPool,
  },
  { dependsOn: home },
);

/** The access of a service team to a database of its own. */
function accessOf(team: string): DatabaseAccess {
  const access = new DatabaseAccess(team, {
    cluster,
    auth: 'iam',
    databaseName: team,
    namespace: team,
    workloadPool,
    // The manifests of the team have it, with its annotation: the GitOps tool makes it.
    existingKubernetesServiceAccount: team,
    annotateExisting: false,
  });
  new DatabaseGrants(`${team}-grants`, { connection: access.connection, administratorConnection: administrator.connection });
  // A preview writes it, too: the manifests are rehearsed before anything exists.
  access.writeConnection(join(folder, `${team}.json`), { inPreview: true });
  return access;
}

const teams = ['orders', 'reports'];
const accesses = teams.map(accessOf);

// The cluster as Argo CD knows it. An ApplicationSet reads the annotations.
new Secret('apps-cluster', {
  metadata: {
    name: 'apps-cluster',
    namespace: 'argocd',
    labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
    annotations: all(accesses.map((access) => access.connectionAnnotations)).apply(
      (each): Record<string, string> => Object.assign({}, ...each),
    ),
  },
  stringData: { name: 'apps', server: 'https://kubernetes.default.svc', config: jsonStringify({ tlsClientConfig: { insecure: false } }) },
});

export const connections = Object.fromEntries(accesses.map(({ connection }, index) => [teams[index], connection]));

import { AlloyDBApplication, AlloyDBCluster, PrivateServicesAccess } from '@alloydb-gke/pulumi';
import { Namespace, Secret } from '@pulumi/kubernetes/core/v1';
import { Config } from '@pulumi/pulumi';
import { autopilotCluster, existingCluster } from './gke';

const config = new Config();
const project = new Config('gcp').require('project');
const location = config.get('region') ?? 'us-central1';
// On the way out: `pulumi config set deletionProtection false`, `pulumi up`, `pulumi destroy`.
const deletionProtection = config.getBoolean('deletionProtection') ?? true;
const namespace = 'shop';

const existing = config.get('gkeCluster');
const gke =
  existing === undefined
    ? autopilotCluster('apps', { project, location, deletionProtection })
    : existingCluster('apps', { name: existing, location });

// A network is connected to Google's services once, whoever did it.
const services = new PrivateServicesAccess('shop-services', {
  network: gke.network,
  existingConnection: config.getBoolean('networkIsConnected') ?? false,
  deletionProtection,
});
const password = config.requireSecret('administratorPassword');
const passwordVersion = config.get('administratorPasswordVersion') ?? '1';
const cluster = new AlloyDBCluster('shop', {
  location,
  privateServicesAccess: services,
  primary: { cpuCount: config.getNumber('cpuCount') ?? 2 },
  readPools: { read: { nodeCount: 1 } },
  initialUser: { password, passwordVersion },
  deletionProtection,
});

const { provider, workloadPool } = gke;
const shop = new Namespace(namespace, { metadata: { name: namespace } }, { provider, dependsOn: gke.made });
const administrator = new Secret(
  'alloydb-admin',
  { metadata: { name: 'alloydb-admin', namespace }, stringData: { password } },
  { provider, dependsOn: shop },
);

// Database user, identity and roles; then the grants, a test of the connection, and the application.
const orders = new AlloyDBApplication(
  'orders',
  {
    access: { cluster, auth: 'iam', databaseName: 'orders', namespace, workloadPool },
    image: config.require('image'),
    port: 8080,
    replicas: 2,
    service: {},
    grants: { administrator: { passwordSecret: { name: 'alloydb-admin', key: 'password' } } },
    connectionTest: {},
  },
  { providers: [provider], dependsOn: [shop, administrator] },
);

export const connection = orders.connection;
export const addresses = cluster.addresses;

import { AlloyDBApplication, AlloyDBCluster, AuthProxy, DatabaseAccess, EgressPolicy, PrivateServicesAccess } from '@alloydb-gke/pulumi';
import { CronJob } from '@pulumi/kubernetes/batch/v1';
import type { InlineProgram } from '../../support/pulumi-engine/engine-stack';

/** What a test changes of the shop. */
export interface ShopChoices {
  readonly clusterId?: string;
  readonly cpuCount?: number;
  readonly kmsKeyName?: string;
  readonly accountId?: string;
  readonly displayName?: string;
  readonly image?: string;
  readonly passwords?: { readonly initial: string; readonly ofCluster: string; readonly ofAccess: string; readonly version: string };
  readonly maxConnections?: number;
  readonly databaseRoles?: string[];
  readonly annotations?: Record<string, string>;
  /** @default false */
  readonly deletionProtection?: boolean;
}

const network = 'projects/shop-project/global/networks/main';
const namespace = 'shop';

/** A shop with every component: network, cluster with a read pool and users, a service that logs in by IAM, and a job with a password. */
export function shop(choices: ShopChoices = {}): InlineProgram {
  const { accountId = 'orders', displayName = 'Orders', image = 'orders:1', annotations = {}, databaseRoles = [] } = choices;
  const { deletionProtection = false, clusterId = 'shop', cpuCount = 2, maxConnections } = choices;
  const passwords = choices.passwords ?? { initial: 'initial-1', ofCluster: 'of-cluster-1', ofAccess: 'of-access-1', version: '1' };
  const passwordVersion = passwords.version;
  const proxy = maxConnections === undefined ? {} : { maxConnections };
  return async () => {
    // An abandoned connection would be there after the end of a test's stack.
    const services = new PrivateServicesAccess('services', { network, deletionProtection, abandonConnection: false });
    const cluster = new AlloyDBCluster('shop', {
      clusterId,
      location: 'us-central1',
      privateServicesAccess: services,
      deletionProtection,
      ...(choices.kmsKeyName !== undefined && { kmsKeyName: choices.kmsKeyName }),
      primary: { cpuCount },
      readPools: { read: { nodeCount: 1 } },
      initialUser: { password: passwords.initial, passwordVersion },
      users: { admin: { password: passwords.ofCluster, passwordVersion } },
      iamUsers: { deployer: { account: 'deployer@shop-project.iam.gserviceaccount.com' } },
    });
    const identity = { iamServiceAccount: { accountId, displayName }, kubernetesServiceAccount: { annotations } };
    const orders = new AlloyDBApplication('orders', {
      access: { cluster, auth: 'iam', databaseName: 'orders', namespace, databaseRoles, ...identity },
      image,
      port: 8080,
      proxy,
      service: {},
      grants: { administrator: { passwordSecret: { name: 'administrator', key: 'password' } } },
      connectionTest: {},
    });
    const reports = new DatabaseAccess('reports', {
      cluster,
      auth: 'built-in',
      databaseName: 'reports',
      databaseUser: 'reports',
      namespace,
      password: passwords.ofAccess,
      passwordVersion,
      passwordSecret: { name: 'reports-db', key: 'password' },
      databaseRoles,
    });
    const reportsProxy = new AuthProxy('reports-proxy', { connection: reports.connection, ...proxy });
    const pod = { metadata: { labels: { app: 'reports' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'app', image }] } };
    const spec = { schedule: '0 3 * * *', jobTemplate: { spec: { template: pod } } };
    new CronJob('reports', { metadata: { name: 'reports', namespace }, spec }, { transforms: [reportsProxy.transform] });
    new EgressPolicy('egress', { namespace, podLabels: { app: 'reports' }, instanceRanges: ['10.10.0.0/16'] });
    return { orders: orders.connection, reports: reports.connection, addresses: cluster.addresses };
  };
}

import { AuthProxy, DatabaseAccess } from '@alloydb-gke/pulumi';
import { Chart } from '@pulumi/kubernetes/helm/v4';
import { Config } from '@pulumi/pulumi';

const config = new Config();
const namespace = 'shop';

// The AlloyDB cluster exists: it is taken by its name, and its instances by their ids.
const orders = new DatabaseAccess('orders', {
  cluster: { clusterName: config.require('cluster'), instances: { primary: 'primary', read: 'read-pool' } },
  auth: 'iam',
  databaseName: config.get('database') ?? 'orders',
  namespace,
});

// The chart exists: its workloads get the proxy, and run as the Kubernetes service account that may use it.
const proxy = new AuthProxy('orders', { connection: orders.connection });
export const chart = new Chart(
  'orders',
  { chart: './chart', namespace, values: { serviceAccount: { create: false } } },
  { transforms: [proxy.transform], dependsOn: [orders] },
);

export const connection = orders.connection;

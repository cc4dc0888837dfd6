// Everything of the constructs that leans on cdk8s and constructs, by plain require.
const { AlloyDBApplication, AuthProxy, Connection, WorkloadIdentity } = require('@alloydb-gke/cdk8s');
const { ApiObject, App, Chart } = require('cdk8s');

const app = new App();
const chart = new Chart(app, 'shop');
const spec = { template: { spec: { containers: [{ name: 'orders', image: 'example.com/orders:1.0.0' }] } } };
const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'orders',
  passwordSecret: { name: 'orders-database', key: 'password' },
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/my-cluster/instances/my-primary' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

const proxy = new AuthProxy(chart, 'alloydb', { connection });
proxy.attachTo(new ApiObject(chart, 'attached', { apiVersion: 'apps/v1', kind: 'Deployment', spec }));
proxy.attachToAll(app, { labels: { database: 'orders' } });
new ApiObject(chart, 'selected', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { labels: { database: 'orders' } }, spec });
new WorkloadIdentity(chart, 'identity', { connection });
new AlloyDBApplication(chart, 'whole', { connection, image: 'example.com/orders:1.0.0', adoptServiceAccount: true });
process.stdout.write(app.synthYaml());

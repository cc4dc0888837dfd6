const { AuthProxy } = require('@alloydb-gke/cdk8s');
const { Connection } = require('@alloydb-gke/core');
const { ApiObject, App, Chart } = require('cdk8s');

const app = new App();
const chart = new Chart(app, 'shop');
const deployment = new ApiObject(chart, 'orders', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: { template: { spec: { containers: [{ name: 'orders', image: 'example.com/orders:1.0.0' }] } } },
});
const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'orders',
  passwordSecret: { name: 'orders-database', key: 'password' },
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/my-cluster/instances/my-primary' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});
new AuthProxy(chart, 'alloydb', { connection }).attachTo(deployment);
process.stdout.write(app.synthYaml());

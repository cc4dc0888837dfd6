import { AlloyDBApplication, Connection } from '@alloydb-gke/cdk8s';
import { App, Chart } from 'cdk8s';

const connection = Connection.of({
  auth: 'iam',
  databaseName: 'orders',
  instances: {
    primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary',
    read: 'read-pool', // another instance of the same cluster
  },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new AlloyDBApplication(chart, 'orders', {
  connection,
  name: 'orders',
  image: 'europe-docker.pkg.dev/my-project/shop/orders:1.4.2',
});
app.synth();

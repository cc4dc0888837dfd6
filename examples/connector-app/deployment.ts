import { WorkloadIdentity } from '@alloydb-gke/cdk8s';
import { Connection, connectorEnvironment } from '@alloydb-gke/core';
import { ApiObject, App, Chart } from 'cdk8s';

const connection = Connection.of({
  auth: 'iam',
  databaseName: 'orders',
  instances: {
    primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary',
    read: 'read-pool', // another instance of the same cluster
  },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

const drainSeconds = 5;
const labels = { 'app.kubernetes.io/name': 'orders' };

const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'shop' });
new WorkloadIdentity(chart, 'identity', { connection });
new ApiObject(chart, 'deployment', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders' },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: 'orders',
        // The drain, and time for the requests that are under way then.
        terminationGracePeriodSeconds: drainSeconds + 20,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'orders',
            image: 'europe-docker.pkg.dev/my-project/shop/orders:1.4.2',
            ports: [{ containerPort: 8080 }],
            env: [...connectorEnvironment(connection).variables, { name: 'DRAIN_SECONDS', value: `${drainSeconds}` }],
            readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 2, timeoutSeconds: 2 },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
          },
        ],
      },
    },
  },
});
app.synth();

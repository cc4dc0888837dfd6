import { AlloyDBApplication, type Connection } from '@alloydb-gke/cdk8s';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { restricted } from './restricted';

const image = 'europe-docker.pkg.dev/my-project/shop/orders:1.4.2';
const migrations = 'europe-docker.pkg.dev/my-project/shop/orders-migrations:1.4.2';

/** The application of the team `orders`. Its tables are there before it starts: Argo CD applies wave after wave. */
export class OrdersChart extends Chart {
  constructor(scope: Construct, id: string, connection: Connection) {
    super(scope, id);
    const orders = new AlloyDBApplication(this, 'orders', { connection, name: 'orders', image, port: 8080, replicas: 2 });
    orders.identity.serviceAccount?.metadata.addAnnotation('argocd.argoproj.io/sync-wave', '-2');
    const migration = new ApiObject(this, 'migration', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'orders-migration',
        ...(connection.identity.namespace && { namespace: connection.identity.namespace }),
        annotations: {
          // A Job cannot be changed: each sync runs a new one.
          'argocd.argoproj.io/hook': 'Sync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          'argocd.argoproj.io/sync-wave': '-1',
        },
      },
      spec: {
        backoffLimit: 2,
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'orders-migration' } },
          spec: { restartPolicy: 'Never', containers: [{ name: 'migration', image: migrations, securityContext: restricted }] },
        },
      },
    });
    orders.proxy.attachTo(migration);
  }
}

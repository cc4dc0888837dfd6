import { AuthProxy, type Connection, WorkloadIdentity } from '@alloydb-gke/cdk8s';
import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-33';
import type { Construct } from 'constructs';

/** The article's application: its Deployment, its identity, and the Auth Proxy beside it. */
export class ArticleChart extends Chart {
  /** The commands for everything that no manifest can make, as a shell script. */
  readonly setup: string;

  constructor(scope: Construct, id: string, connection: Connection) {
    super(scope, id);

    // region identity
    const identity = new WorkloadIdentity(this, 'identity', { connection });
    // endregion

    // region setup
    const gkeCluster = { name: 'my-cluster', location: 'us-central1-a', project: 'my-project' };
    this.setup = identity.setupScript({ gkeCluster, namespace: 'default' });
    // endregion

    // region deployment
    const labels = { app: 'my-app' };
    const deployment = new k8s.KubeDeployment(this, 'my-app', {
      metadata: { name: 'my-app' },
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'app',
                image: 'gcr.io/my-project/my-app:1.0.0',
                ports: [{ containerPort: 8080 }],
                resources: { requests: { cpu: k8s.Quantity.fromString('250m'), memory: k8s.Quantity.fromString('256Mi') } },
                // What Pod Security "restricted" asks of every container.
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  runAsNonRoot: true,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
              },
            ],
          },
        },
      },
    });
    // endregion

    // region proxy
    const proxy = new AuthProxy(this, 'alloydb', {
      connection,
      environment: { prefix: 'DB_' }, // DB_HOST, DB_PORT …, and DB_READ_HOST … for the read pool
    });
    proxy.attachTo(deployment);
    // endregion
  }
}

import { AuthProxy, type Connection, WorkloadIdentity } from '@alloydb-gke/cdk8s';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { restricted } from './restricted';

const image = 'europe-docker.pkg.dev/my-project/shop/reports:2.0.1';

/** The nightly job of the team `reports`: a CronJob as it was before, with the proxy put beside it. */
export class ReportsChart extends Chart {
  constructor(scope: Construct, id: string, connection: Connection) {
    super(scope, id);
    new WorkloadIdentity(this, 'identity', { connection });
    const nightly = new ApiObject(this, 'nightly', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'reports', ...(connection.identity.namespace && { namespace: connection.identity.namespace }) },
      spec: {
        schedule: '0 3 * * *',
        concurrencyPolicy: 'Forbid',
        jobTemplate: {
          spec: {
            template: {
              metadata: { labels: { 'app.kubernetes.io/name': 'reports' } },
              spec: { restartPolicy: 'Never', containers: [{ name: 'reports', image, securityContext: restricted }] },
            },
          },
        },
      },
    });
    new AuthProxy(this, 'alloydb', { connection }).attachTo(nightly);
  }
}

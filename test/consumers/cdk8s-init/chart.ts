import { AuthProxy } from '@alloydb-gke/cdk8s';
import { Connection } from '@alloydb-gke/core';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

export class Shop extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const deployment = new ApiObject(this, 'orders', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { template: { spec: { containers: [{ name: 'orders', image: 'example.com/orders:1.0.0' }] } } },
    });
    const connection = Connection.of({
      auth: 'iam',
      databaseName: 'orders',
      instances: { primary: 'projects/my-project/locations/us-central1/clusters/my-cluster/instances/my-primary' },
      identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
    });
    new AuthProxy(this, 'alloydb', { connection, applicationDrainSeconds: 20 }).attachTo(deployment);
  }
}

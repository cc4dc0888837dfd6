import type { ConnectionSpec, Manifest } from '@alloydb-gke/core';

/** The connection of the article, without IAM. */
export const articleConnection: ConnectionSpec = {
  auth: 'built-in',
  databaseName: 'myapp',
  databaseUser: 'appuser',
  passwordSecret: { name: 'alloydb-credentials', key: 'password' },
  instances: {
    primary: 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary',
    read: 'my-read-pool',
  },
  identity: { kubernetesServiceAccount: 'alloydb-ksa', iamServiceAccount: 'alloydb-proxy-sa@my-project.iam.gserviceaccount.com' },
};

const container = {
  name: 'app',
  image: 'gcr.io/my-project/my-app:1.0.0',
  ports: [{ containerPort: 8080 }],
  resources: { requests: { cpu: '250m', memory: '256Mi' } },
};

/** The article's application as a pod. */
export function plainPod(): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'my-app', labels: { app: 'my-app' } }, spec: { containers: [container] } };
}

/** The spec of the article's Deployment, without a proxy. */
export function deploymentSpec(name: string): {
  readonly [field: string]: unknown;
  readonly template: { readonly metadata: object; readonly spec: object };
} {
  const labels = { app: name };
  return { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } };
}

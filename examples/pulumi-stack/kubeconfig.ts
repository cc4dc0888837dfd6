import { type Input, interpolate, jsonStringify, type Output } from '@pulumi/pulumi';

/** Where a GKE cluster is reached. */
export interface GkeEndpoint {
  readonly address: Input<string>;
  /** Its certificate authority, in base64. */
  readonly certificate: Input<string>;
}

/** A kubeconfig for a GKE cluster: whoever runs Pulumi logs in as themselves, by `gke-gcloud-auth-plugin`. */
export function kubeconfig({ address, certificate }: GkeEndpoint): Output<string> {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'gke-gcloud-auth-plugin',
    installHint: 'gcloud components install gke-gcloud-auth-plugin',
    provideClusterInfo: true,
    interactiveMode: 'Never',
  };
  return jsonStringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'gke',
    clusters: [{ name: 'gke', cluster: { server: interpolate`https://${address}`, 'certificate-authority-data': certificate } }],
    contexts: [{ name: 'gke', context: { cluster: 'gke', user: 'gke' } }],
    users: [{ name: 'gke', user: { exec } }],
  });
}

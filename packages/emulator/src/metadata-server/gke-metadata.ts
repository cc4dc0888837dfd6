import { poolProject } from '../iam/explain-refusal';
import type { EmulatorContext } from '../service';
import type { KubernetesServiceAccount } from '../spec/emulator-model';
import type { MetadataFolder } from './metadata-tree';
import { PodIdentity } from './pod-identity';

/**
 * What a pod finds on GKE: its identity, its project, its cluster.
 * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#metadata_server
 */
export function gkeMetadata(account: KubernetesServiceAccount, context: EmulatorContext): MetadataFolder {
  const identity = new PodIdentity(account, context);
  const project = poolProject(account);
  const serviceAccount: MetadataFolder = {
    aliases: ['default'],
    email: identity.email,
    identity: (query) => identity.identityToken(query.get('audience') ?? ''),
    scopes: ['https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/userinfo.email'],
    token: (query) => {
      const { text, expiresAt } = identity.token((query.get('scopes') ?? '').split(',').filter(Boolean));
      return { access_token: text, expires_in: Math.round((expiresAt - context.clock.now()) / 1000), token_type: 'Bearer' };
    },
  };
  return {
    instance: {
      attributes: {
        'cluster-location': context.model.clusters[0]?.location ?? '',
        'cluster-name': 'emulated-gke-cluster',
        'cluster-uid': 'emulated',
      },
      hostname: 'emulated-node',
      id: '1',
      'service-accounts': { default: serviceAccount, [identity.email]: serviceAccount },
      zone: `projects/${context.access.projectNumber(project)}/zones/${context.model.clusters[0]?.location ?? 'us-central1'}-a`,
    },
    project: { 'numeric-project-id': context.access.projectNumber(project), 'project-id': project },
    universe: { 'universe-domain': 'googleapis.com' },
  };
}

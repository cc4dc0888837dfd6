import { Account } from '@pulumi/gcp/serviceaccount';
import { describe, expect, it } from 'vitest';
import { GkeWorkloadIdentity } from './gke-workload-identity';
import type { GkeWorkloadIdentityArgs } from './gke-workload-identity-args';
import { startMockedProgram } from './testing';

const pool = [{ workloadPool: 'my-project.svc.id.goog' }];
const nodePool = (name: string, mode?: string): object => ({
  name,
  nodeConfigs: [{ workloadMetadataConfigs: mode === undefined ? [] : [{ mode }] }],
});

async function check(
  cluster: Readonly<Record<string, unknown>>,
  args: Partial<GkeWorkloadIdentityArgs> = {},
  preview = false,
): Promise<unknown> {
  const program = await startMockedProgram({ preview, call: (_, said) => ({ ...said, project: 'my-project', ...cluster }) });
  new GkeWorkloadIdentity('gke', { clusterName: 'apps', location: 'us-central1', ...args });
  return (await program.resource(':GkeWorkloadIdentity')).outputs?.['workloadPool'];
}

describe('a check of a GKE cluster', () => {
  it.each([
    [{ workloadIdentityConfigs: pool, nodePools: [nodePool('default', 'GKE_METADATA')] }, {}],
    [{ workloadIdentityConfigs: pool, enableAutopilot: true, nodePools: [nodePool('default')] }, {}],
    [{ workloadIdentityConfigs: pool, nodePools: [nodePool('old'), nodePool('new', 'GKE_METADATA')] }, { nodePools: ['new'] }],
  ])('gives the pool of %j', async (cluster, args) => {
    expect(await check(cluster, args, true)).toBe('my-project.svc.id.goog');
  });

  it.each<[object, Partial<GkeWorkloadIdentityArgs>, string]>([
    [
      { workloadIdentityConfigs: [] },
      {},
      'gke: The GKE cluster apps has no workload identity pool: no pod in it can be an IAM service account. ' +
        'Run "gcloud container clusters update apps --location=us-central1 --workload-pool=my-project.svc.id.goog".',
    ],
    [
      { workloadIdentityConfigs: pool },
      { workloadPool: 'other.svc.id.goog' },
      'gke.workloadPool: The GKE cluster apps has the workload identity pool "my-project.svc.id.goog", and "other.svc.id.goog" is wanted.',
    ],
    [
      { workloadIdentityConfigs: pool, nodePools: [nodePool('old'), nodePool('new', 'GKE_METADATA')] },
      {},
      'gke: The node pool old of the GKE cluster apps has the metadata mode GCE_METADATA: its pods act as the node, and not as a service account of their own.',
    ],
    [
      { workloadIdentityConfigs: pool, nodePools: [nodePool('new', 'GKE_METADATA')] },
      { nodePools: ['nwe'] },
      'gke.nodePools: The GKE cluster apps has no node pool nwe.',
    ],
  ])('refuses %j, in a preview already', async (cluster, args, message) => {
    await expect(check({ ...cluster }, args, true)).rejects.toThrow(message);
  });

  it('asks nothing as long as the cluster is not known', async () => {
    const program = await startMockedProgram({ preview: true, call: () => ({ workloadIdentityConfigs: [] }) });
    new GkeWorkloadIdentity('gke', { clusterName: new Account('later', {}).uniqueId, location: 'us-central1' });
    expect((await program.resource(':GkeWorkloadIdentity')).custom).toBe(false);
  });
});

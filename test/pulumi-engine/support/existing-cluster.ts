import type { EngineStack } from '../../support/pulumi-engine/engine-stack';
import type { CloudObject } from '../../support/pulumi-engine/test-cloud/cloud-object';

/** An AlloyDB cluster with its instances that nobody's program makes. */
export function existingCluster({ cloud }: EngineStack, name: string): readonly CloudObject[] {
  const cluster = `projects/${cloud.project}/locations/us-central1/clusters/${name}`;
  return [
    { type: 'gcp:alloydb/cluster:Cluster', id: cluster, state: { name: cluster } },
    ...['primary', 'read-pool'].map((instanceId) => {
      const instanceType = instanceId === 'primary' ? 'PRIMARY' : 'READ_POOL';
      return {
        type: 'gcp:alloydb/instance:Instance',
        id: `${cluster}/instances/${instanceId}`,
        state: { cluster, instanceId, instanceType },
      };
    }),
  ];
}

import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { bothKindsOfUsers, clusterName } from '../../emulator/support/world';

/** A primary with a read pool, and a user of each kind on both. */
export function bothUsersOnBothInstances(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const { instances, ...cluster } = spec.clusters?.[clusterName] ?? {};
  const flags = { databaseFlags: { 'alloydb.iam_authentication': 'on' } };
  return {
    ...spec,
    clusters: { [clusterName]: { ...cluster, instances: { ...instances, 'read-pool': { type: 'READ_POOL', ...flags } } } },
  };
}

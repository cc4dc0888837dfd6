import { Connection, type Identity } from '@alloydb-gke/core';
import { type EmulatorSpec, specForConnection } from '@alloydb-gke/emulator';

const cluster = 'projects/my-project/locations/us-central1/clusters/shop';

export const primary = `${cluster}/instances/primary`;
export const readPool = `${cluster}/instances/read-pool`;
export const iamServiceAccount = 'orders@my-project.iam.gserviceaccount.com';
export const iamUser = 'orders@my-project.iam';
export const kubernetesServiceAccount = 'shop/orders';
export const clusterName = cluster;

const linked: Identity = { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount };

/** A service that logs in with tokens, on a primary and a read pool. */
export const iamConnection = Connection.of({
  auth: 'iam',
  databaseName: 'orders',
  instances: { primary, read: 'read-pool' },
  identity: linked as never,
});

/** A service that logs in with a password, on the primary alone. */
export const builtInConnection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'app',
  instances: { primary },
  identity: linked,
});

export const password = 'a password with ünusual \' " \\ characters';

/** A primary alone, with a user of each kind. */
export function bothKindsOfUsers(): EmulatorSpec {
  const spec = specForConnection(builtInConnection, { password });
  const iam = specForConnection(iamConnection);
  return {
    ...spec,
    projects: iam.projects ?? {},
    clusters: {
      [cluster]: {
        instances: { primary: { databaseFlags: { 'alloydb.iam_authentication': 'on' } } },
        users: { app: { auth: 'built-in', password }, [iamUser]: { auth: 'iam' } },
        databases: {
          orders: {
            grants: [
              { to: 'app', privileges: ['USAGE', 'CREATE'], on: 'SCHEMA public' },
              { to: iamUser, privileges: ['USAGE', 'CREATE'], on: 'SCHEMA public' },
            ],
          },
        },
      },
    },
  };
}

import { Connection } from './connection';

/** The connections of the article that users start from, for tests. */

const instances = {
  primary: 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary',
  read: 'my-read-pool',
};

const identity = {
  kubernetesServiceAccount: 'alloydb-ksa',
  iamServiceAccount: 'alloydb-proxy-sa@my-project.iam.gserviceaccount.com',
};

export const iamConnection: Connection = Connection.of({ auth: 'iam', databaseName: 'myapp', instances, identity });

export const builtInConnection: Connection = Connection.of({
  auth: 'built-in',
  databaseName: 'myapp',
  databaseUser: 'appuser',
  passwordSecret: { name: 'alloydb-credentials', key: 'password' },
  instances,
  identity,
});

import { Connection } from '@alloydb-gke/cdk8s';

// region shared
const shared = {
  databaseName: 'myapp',
  instances: {
    primary: 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary',
    read: 'my-read-pool', // another instance of the same cluster
  },
  identity: {
    kubernetesServiceAccount: 'alloydb-ksa',
    iamServiceAccount: 'alloydb-proxy-sa@my-project.iam.gserviceaccount.com',
    workloadPool: 'my-project.svc.id.goog', // of the GKE cluster: the setup commands need it
  },
};
// endregion

// region built-in
/** The application logs in as a PostgreSQL user with a password. */
export const builtIn = Connection.of({
  ...shared,
  auth: 'built-in',
  databaseUser: 'appuser',
  passwordSecret: { name: 'alloydb-credentials', key: 'password' },
});
// endregion

// region iam
/** The application logs in as the IAM service account, without a password. */
export const iam = Connection.of({ ...shared, auth: 'iam' });
// endregion

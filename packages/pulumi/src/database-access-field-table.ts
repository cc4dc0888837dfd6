import type { AlloyDBClusterReference, DatabaseAccessArgs } from './database-access-args';
import { type ArgsTable, anything } from './known-fields';
import { identityFields } from './workload-identity-field-table';

/** The fields of a cluster that is taken. What it cannot do without is said with an example of the whole. */
export const clusterReferenceFields: ArgsTable<AlloyDBClusterReference> = {
  clusterName: anything,
  instances: anything,
  cluster: anything,
  ipType: anything,
  iamAuthentication: anything,
  server: anything,
};

const { databaseProjects, ...ofIdentity } = identityFields;

/** The fields of an access. Those of its identity are handed to it. */
export const accessFields: ArgsTable<DatabaseAccessArgs> = {
  ...ofIdentity,
  cluster: { fields: clusterReferenceFields },
  auth: { required: '"iam" or "built-in"' },
  databaseName: { required: 'the database that the application uses' },
  instanceNames: anything,
  connectionName: anything,
  ipType: anything,
  databaseUser: anything,
  password: anything,
  passwordVersion: anything,
  passwordSecret: anything,
  databaseRoles: anything,
  existingDatabaseUser: anything,
};

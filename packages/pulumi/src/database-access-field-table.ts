import type { AlloyDBClusterReference, DatabaseAccessArgs } from './database-access-args';
import { type ArgsTable, anything } from './known-fields';
import type { WorkloadIdentityArgs } from './workload-identity-args';
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

type IdentityField = Exclude<keyof WorkloadIdentityArgs, 'databaseProjects'>;

const { databaseProjects, ...ofIdentity } = identityFields;

/** What of an access belongs to its identity, and is handed to it. */
export const fieldsOfIdentity = Object.keys(ofIdentity) as readonly IdentityField[];

/** The fields of an access. */
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

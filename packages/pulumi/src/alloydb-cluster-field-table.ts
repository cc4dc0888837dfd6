import type { AutomatedBackupArgs, ContinuousBackupArgs, MaintenanceWindowArgs, RestoreArgs } from './alloydb-backup-args';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { primaryFields, readPoolFields } from './alloydb-instance-field-table';
import type { BuiltInUserArgs, IamUserArgs, InitialUserArgs } from './alloydb-user-args';
import { clusterReferenceFields } from './database-access-field-table';
import { type ArgsTable, anything } from './known-fields';
import { servicesRangeFields, servicesReferenceFields } from './private-services-access-field-table';

const initialUserFields: ArgsTable<InitialUserArgs> = {
  user: anything,
  password: { required: 'the password of the user' },
  passwordVersion: anything,
};

/** Who has no password is told so with its name. */
const userFields: ArgsTable<BuiltInUserArgs> = { password: anything, passwordVersion: anything, databaseRoles: anything };

const iamUserFields: ArgsTable<IamUserArgs> = {
  account: { required: 'the e-mail of the IAM service account, or of the person' },
  databaseRoles: anything,
};

const automatedBackupFields: ArgsTable<AutomatedBackupArgs> = {
  enabled: anything,
  location: anything,
  windowMinutes: anything,
  daysOfWeek: anything,
  startHours: anything,
  retentionCount: anything,
  retentionDays: anything,
  labels: anything,
  kmsKeyName: anything,
};

const continuousBackupFields: ArgsTable<ContinuousBackupArgs> = { enabled: anything, recoveryWindowDays: anything, kmsKeyName: anything };

const restoreFields: ArgsTable<RestoreArgs> = {
  backup: anything,
  cluster: anything,
  backupDrBackup: anything,
  backupDrDataSource: anything,
  pointInTime: anything,
};

const maintenanceFields: ArgsTable<MaintenanceWindowArgs> = {
  day: { required: 'as in "SUNDAY"' },
  hour: { required: 'the hour at which it may start, in UTC: 0 to 23' },
};

/** The fields of a cluster, and of everything in it. */
export const clusterFields: ArgsTable<AlloyDBClusterArgs> = {
  location: anything,
  clusterId: anything,
  project: anything,
  existingCluster: anything,
  existingInstances: anything,
  displayName: anything,
  labels: anything,
  annotations: anything,
  tags: anything,
  projectNumber: anything,
  databaseVersion: anything,
  skipAwaitMajorVersionUpgrade: anything,
  subscriptionType: anything,
  network: anything,
  privateServicesAccess: { fields: servicesReferenceFields },
  privateServicesRange: { fields: servicesRangeFields },
  allocatedIpRange: anything,
  privateServiceConnect: anything,
  primary: { fields: primaryFields },
  readPools: { byName: readPoolFields },
  secondaryOf: { fields: clusterReferenceFields },
  iamAuthentication: anything,
  requireConnectors: anything,
  initialUser: { fields: initialUserFields },
  users: { byName: userFields },
  iamUsers: { byName: iamUserFields },
  automatedBackup: { fields: automatedBackupFields },
  continuousBackup: { fields: continuousBackupFields },
  restore: { fields: restoreFields },
  maintenanceWindow: { fields: maintenanceFields },
  kmsKeyName: anything,
  dataplexIntegration: anything,
  deletionProtection: anything,
};

import type { Input } from '@pulumi/pulumi';
import type { AutomatedBackupArgs, ContinuousBackupArgs, MaintenanceWindowArgs, RestoreArgs } from './alloydb-backup-args';
import type { SubscriptionType } from './alloydb-choices';
import type { PrimaryInstanceArgs, ReadPoolArgs } from './alloydb-instance-args';
import type { BuiltInUserArgs, IamUserArgs, InitialUserArgs } from './alloydb-user-args';
import type { AlloyDBClusterReference } from './database-access-args';
import type { PrivateServicesAccessReference, PrivateServicesRangeArgs } from './private-services-access-args';

/**
 * What an AlloyDB cluster is made of, or which one is taken. Instances are reached in one of two ways: private services access
 * (`network` or `privateServicesAccess`), or Private Service Connect (`privateServiceConnect`).
 */
export interface AlloyDBClusterArgs {
  /**
   * Its region: `us-central1`. Whoever takes an existing cluster leaves it out. Another region is another cluster, as another
   * `clusterId` is.
   * @default - none
   */
  location?: Input<string>;
  /**
   * Its id. Another id is another cluster: the one that is there is deleted first, with its data. `deletionProtection` refuses it.
   * @default - the component's name
   */
  clusterId?: Input<string>;
  /**
   * The project that it is made in. Another project is another cluster, as another `clusterId` is.
   * @default - the provider's
   */
  project?: Input<string>;
  /**
   * Name of a cluster that exists, `projects/…/locations/…/clusters/…`, in place of making one. Read pools and users can be
   * made in it.
   * @default - one is made
   */
  existingCluster?: Input<string>;
  /**
   * Ids of the instances of the existing cluster, by the name that applications know them by. The primary is called `primary`.
   * @default - { primary: 'primary' }
   */
  existingInstances?: { [name: string]: Input<string> };
  /**
   * Its name for people.
   * @default - none
   */
  displayName?: Input<string>;
  /**
   * Labels of the cluster and of its instances.
   * @default - none
   */
  labels?: Input<{ [name: string]: Input<string> }>;
  /**
   * Annotations.
   * @default - none
   */
  annotations?: Input<{ [name: string]: Input<string> }>;
  /**
   * Tags that are bound to the cluster, by names of your choice: `tagValues/123`, for policies and IAM conditions. They need
   * `projectNumber`.
   * @default - none
   */
  tags?: { [name: string]: Input<string> };
  /**
   * Number of the project of the cluster. Only tags need it.
   * @default - none
   */
  projectNumber?: Input<string>;
  /**
   * Version of PostgreSQL: `POSTGRES_17`. A higher one upgrades the cluster, for good.
   * @default - Google's
   */
  databaseVersion?: Input<string>;
  /**
   * Whether an upgrade to a higher version is not waited for. It can take more than a day.
   * @default true
   */
  skipAwaitMajorVersionUpgrade?: Input<boolean>;
  /**
   * What is paid for.
   * @default 'STANDARD'
   */
  subscriptionType?: Input<SubscriptionType>;
  /**
   * The network, with private services access: `projects/…/global/networks/…`, or the link of it.
   * @default - none
   */
  network?: Input<string>;
  /**
   * The private services access of a network, where the same program makes it.
   * @default - none
   */
  privateServicesAccess?: PrivateServicesAccessReference;
  /**
   * The range that is reserved on `network`, with its connection: the cluster makes them.
   * @default - `network` has private services access
   */
  privateServicesRange?: PrivateServicesRangeArgs;
  /**
   * Name of the reserved range that the addresses are of.
   * @default - any of the network
   */
  allocatedIpRange?: Input<string>;
  /**
   * Whether the instances are reached by Private Service Connect, in place of private services access.
   * @default false
   */
  privateServiceConnect?: boolean;
  /**
   * The primary instance; of a secondary cluster, its only instance that is no read pool.
   * @default - 2 CPUs in two zones
   */
  primary?: PrimaryInstanceArgs;
  /**
   * Read pools, by the name that applications know them by.
   * @default - none
   */
  readPools?: { [name: string]: ReadPoolArgs };
  /**
   * The primary cluster that this one replicates, in another region. Without it, a secondary cluster is promoted.
   * @default - it is a primary cluster
   */
  secondaryOf?: AlloyDBClusterReference;
  /**
   * Whether users can log in by IAM: `alloydb.iam_authentication` of every instance.
   * @default true
   */
  iamAuthentication?: boolean;
  /**
   * Whether only connectors such as the Auth Proxy may connect to its instances.
   * @default false
   */
  requireConnectors?: Input<boolean>;
  /**
   * The user that the cluster is made with.
   * @default - `postgres` without a password
   */
  initialUser?: InitialUserArgs;
  /**
   * Users with a password, by their name.
   * @default - none
   */
  users?: { [name: string]: BuiltInUserArgs };
  /**
   * Users that log in by IAM, by a name of your choice. `DatabaseAccess` makes that of a service.
   * @default - none
   */
  iamUsers?: { [name: string]: IamUserArgs };
  /**
   * Backups by schedule.
   * @default - Google's: every day, kept for 14 days
   */
  automatedBackup?: AutomatedBackupArgs;
  /**
   * Continuous backup.
   * @default - Google's: on, 14 days back
   */
  continuousBackup?: ContinuousBackupArgs;
  /**
   * What the new cluster is restored from.
   * @default - it is empty
   */
  restore?: RestoreArgs;
  /**
   * When Google may maintain it.
   * @default - at any time
   */
  maintenanceWindow?: MaintenanceWindowArgs;
  /**
   * The key that encrypts it: `projects/…/locations/…/keyRings/…/cryptoKeys/…`. Another key is another cluster, as
   * another `clusterId` is.
   * @default - Google's
   */
  kmsKeyName?: Input<string>;
  /**
   * Whether Dataplex knows it.
   * @default true
   */
  dataplexIntegration?: Input<boolean>;
  /**
   * Whether cluster, instances and the network's connection are protected: Google refuses to delete the cluster, and `pulumi
   * destroy` stops before it touches anything. Without it the cluster goes with all that is in it. To destroy it, set this to
   * false and run `pulumi up` first.
   * @default true
   */
  deletionProtection?: boolean;
}

import type { Cluster } from '@pulumi/gcp/alloydb';
import type { Input } from '@pulumi/pulumi';
import type { AuthMode, IdentityForm, IpType, SecretKeyArgs, ServerFactsArgs } from './connection-args';
import type { IamConditionArgs, IamServiceAccountArgs, KubernetesServiceAccountArgs, RoleGrantArgs } from './workload-identity-args';

/**
 * An AlloyDB cluster, said by its name: one that exists, or one that the same program makes.
 *
 * @example
 * { clusterName: 'projects/my-project/locations/us-central1/clusters/shop', instances: { primary: 'primary', read: 'read-pool' } }
 */
export interface AlloyDBClusterReference {
  /** `projects/…/locations/…/clusters/…` */
  clusterName: Input<string>;
  /** Ids or URIs of its instances, by the name that applications know them by. The primary is called `primary`. */
  instances: Input<{ [name: string]: Input<string> }>;
  /**
   * The cluster itself, where the same program makes it: database users go with it, unless Pulumi protects it. Leave it out where
   * Google's own deletion protection is on and Pulumi's is not.
   * @default - none
   */
  cluster?: Cluster;
  /**
   * Which address of its instances is dialled: `PSC` where it has Private Service Connect.
   * @default 'PRIVATE'
   */
  ipType?: Input<IpType>;
  /**
   * Whether users can log in by IAM. Where they cannot, an access with IAM authentication is refused.
   * @default - it is not known, and taken for true
   */
  iamAuthentication?: Input<boolean>;
  /**
   * What is known of the database server.
   * @default - nothing
   */
  server?: Input<ServerFactsArgs>;
}

/** What a service team says of its access to a database. */
export interface DatabaseAccessArgs {
  /** The AlloyDB cluster. */
  cluster: AlloyDBClusterReference;
  /** How the database user logs in. It has no default: roles, users and the application's login follow from it. */
  auth: AuthMode;
  /** The database that the application uses. */
  databaseName: Input<string>;
  /** Namespace of the application. */
  namespace: Input<string>;
  /**
   * Names of the instances that the application reaches.
   * @default - all of the cluster
   */
  instanceNames?: string[];
  /**
   * What its connection is called in annotations, where those of several services stand beside each other.
   * @default - the component's name
   */
  connectionName?: string;
  /**
   * Which address of the instances is dialled.
   * @default - that of the cluster, else 'PRIVATE'
   */
  ipType?: Input<IpType>;
  /**
   * The PostgreSQL user. Only with built-in authentication.
   * @default - derived from the IAM service account
   */
  databaseUser?: Input<string>;
  /**
   * Password of the PostgreSQL user. Only with built-in authentication. It is written to AlloyDB and into no state.
   * @default - the user exists already
   */
  password?: Input<string>;
  /**
   * Changes when the password does: only then it is written again.
   * @default '1'
   */
  passwordVersion?: Input<string>;
  /**
   * The Kubernetes Secret that holds the password. Only with built-in authentication.
   * @default - the application gets its password by itself
   */
  passwordSecret?: Input<SecretKeyArgs>;
  /**
   * Further PostgreSQL roles that the user is a member of.
   * @default - none
   */
  databaseRoles?: Input<Input<string>[]>;
  /**
   * The database user exists, and is not made.
   * @default false
   */
  existingDatabaseUser?: boolean;
  /**
   * How the proxy gets from the Kubernetes service account to what may reach the database.
   * @default 'linked'
   */
  form?: IdentityForm;
  /**
   * The IAM service account that is made.
   * @default - one that is called as the component
   */
  iamServiceAccount?: IamServiceAccountArgs;
  /**
   * E-mail of an IAM service account that exists.
   * @default - one is made
   */
  existingIamServiceAccount?: Input<string>;
  /**
   * The Kubernetes service account that is made.
   * @default - one that is called as the component
   */
  kubernetesServiceAccount?: KubernetesServiceAccountArgs;
  /**
   * Name of a Kubernetes service account that exists.
   * @default - one is made
   */
  existingKubernetesServiceAccount?: Input<string>;
  /**
   * Whether an existing Kubernetes service account gets the annotation that links it.
   * @default true
   */
  annotateExisting?: boolean;
  /**
   * The workload identity pool of the GKE cluster or fleet, `PROJECT.svc.id.goog`.
   * @default - that of the project of the identity
   */
  workloadPool?: Input<string>;
  /**
   * Number of the project that owns the pool. The forms `direct` and `impersonated` need it.
   * @default - none
   */
  workloadPoolProjectNumber?: Input<string>;
  /**
   * Further IAM roles.
   * @default - none
   */
  roles?: RoleGrantArgs[];
  /**
   * A condition on the IAM roles at the database.
   * @default - none
   */
  databaseCondition?: Input<IamConditionArgs>;
  /**
   * The project that gets the proxy's metrics and traces.
   * @default - none
   */
  telemetryProject?: Input<string>;
}

import type { IpType } from '@alloydb-gke/core';

/**
 * What the emulator stands in for: projects with their IAM policies, Kubernetes service accounts, AlloyDB clusters. Nothing
 * exists that is not declared, and nobody may do anything that no binding grants.
 *
 * @example
 * const spec: EmulatorSpec = {
 *   projects: {
 *     'my-project': {
 *       serviceAccounts: { orders: { iam: [{ role: 'roles/iam.workloadIdentityUser', members: ['serviceAccount:my-project.svc.id.goog[shop/orders]'] }] } },
 *       iam: [{ role: 'roles/alloydb.client', members: ['serviceAccount:orders@my-project.iam.gserviceaccount.com'] }],
 *     },
 *   },
 *   kubernetesServiceAccounts: [{ name: 'orders', namespace: 'shop', workloadPool: 'my-project.svc.id.goog', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' }],
 *   clusters: { 'projects/my-project/locations/us-central1/clusters/shop': { instances: { primary: {} } } },
 * };
 */
export interface EmulatorSpec {
  /**
   * Google Cloud projects by their id.
   * @default - the projects of the clusters, with an empty IAM policy
   */
  readonly projects?: Readonly<Record<string, ProjectSpec>>;
  /**
   * Kubernetes service accounts. Each gets a metadata server of its own.
   * @default - none
   */
  readonly kubernetesServiceAccounts?: readonly KubernetesServiceAccountSpec[];
  /** AlloyDB clusters by their name, `projects/…/locations/…/clusters/…`. */
  readonly clusters: Readonly<Record<string, ClusterSpec>>;
  /**
   * Ports that must be the same at every start.
   * @default - free ports of the machine
   */
  readonly ports?: PortsSpec;
}

/** Ports of the emulator on 127.0.0.1. */
export interface PortsSpec {
  /**
   * The port of the Admin API over REST.
   * @default - a free port
   */
  readonly adminApi?: number;
  /**
   * The port of the token service.
   * @default - a free port
   */
  readonly tokenService?: number;
  /**
   * The port of the HTTPS front.
   * @default - a free port
   */
  readonly httpsFront?: number;
  /**
   * The port of the first metadata server; each further one takes the next.
   * @default - free ports
   */
  readonly metadataServer?: number;
}

/** A Google Cloud project. */
export interface ProjectSpec {
  /**
   * Its number, which is a part of `principal://` names.
   * @default - twelve digits that follow from the project's id
   */
  readonly number?: string;
  /**
   * APIs that are not enabled, as in `alloydb.googleapis.com`.
   * @default - none: every API that the emulator speaks is enabled
   */
  readonly disabledApis?: readonly string[];
  /**
   * IAM service accounts by their id, the part of the e-mail in front of the `@`.
   * @default - none
   */
  readonly serviceAccounts?: Readonly<Record<string, ServiceAccountSpec>>;
  /**
   * The project's IAM policy.
   * @default - empty
   */
  readonly iam?: readonly PolicyBinding[];
  /**
   * Custom roles by their id, with the permissions of each. A binding names one `projects/PROJECT/roles/ID`.
   * @default - none
   */
  readonly customRoles?: Readonly<Record<string, readonly string[]>>;
}

/** An IAM service account. */
export interface ServiceAccountSpec {
  /**
   * Its own IAM policy: who may act as it.
   * @default - empty
   */
  readonly iam?: readonly PolicyBinding[];
}

/** A binding of an IAM policy, as Google Cloud writes it. */
export interface PolicyBinding {
  /** `roles/…` or `projects/PROJECT/roles/ID`. */
  readonly role: string;
  /**
   * `serviceAccount:…`, `user:…`, `principal://…`, `principalSet://…`, `allUsers`, `allAuthenticatedUsers`. Who belongs to a
   * `group:…`, a `domain:…` or a `projectOwner:…` is not known: such a member grants nothing, and the log says so.
   */
  readonly members: readonly string[];
  /**
   * A condition. It is not evaluated: the binding grants nothing, and the log says so.
   * @default - none
   */
  readonly condition?: PolicyCondition;
}

/** A condition of a binding. */
export interface PolicyCondition {
  /** The condition in CEL. */
  readonly expression: string;
  /**
   * What it is called.
   * @default - the expression
   */
  readonly title?: string;
}

/** A Kubernetes service account. */
export interface KubernetesServiceAccountSpec {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** The workload identity pool of its GKE cluster or fleet, `PROJECT.svc.id.goog`. */
  readonly workloadPool: string;
  /**
   * The e-mail in its annotation `iam.gke.io/gcp-service-account`.
   * @default - no annotation: it acts as its own `principal://`
   */
  readonly iamServiceAccount?: string;
}

/** An AlloyDB cluster. */
export interface ClusterSpec {
  /** Its instances by their id. Exactly one is the primary. */
  readonly instances: Readonly<Record<string, InstanceSpec>>;
  /**
   * Databases by their name. The database `postgres` always exists.
   * @default - none
   */
  readonly databases?: Readonly<Record<string, DatabaseSpec>>;
  /**
   * Database users by their name.
   * @default - none
   */
  readonly users?: Readonly<Record<string, DatabaseUserSpec>>;
}

/** An instance of a cluster. */
export interface InstanceSpec {
  /**
   * What it is in its cluster.
   * @default 'PRIMARY'
   */
  readonly type?: InstanceType;
  /**
   * Database flags as the instance has them, `alloydb.iam_authentication` included.
   * @default - none
   */
  readonly databaseFlags?: Readonly<Record<string, string>>;
  /**
   * Whether only connectors and the Auth Proxy may connect.
   * @default false
   */
  readonly requireConnectors?: boolean;
  /**
   * The kinds of address that it has.
   * @default ['PRIVATE']
   */
  readonly ipTypes?: readonly IpType[];
  /**
   * Addresses that it must have. They must be addresses of this machine.
   * @default - free loopback addresses
   */
  readonly addresses?: Readonly<Partial<Record<IpType, string>>>;
}

/** What an instance is in its cluster. */
export type InstanceType = 'PRIMARY' | 'READ_POOL';

/** A database. */
export interface DatabaseSpec {
  /**
   * The database user that owns it.
   * @default - the cluster's administrator, whom no client can be
   */
  readonly owner?: string;
  /**
   * Privileges inside it.
   * @default - none
   */
  readonly grants?: readonly GrantSpec[];
  /**
   * SQL statements that set it up, run by the administrator after the grants.
   * @default - none
   */
  readonly statements?: readonly string[];
}

/** `GRANT privileges ON on TO to`. */
export interface GrantSpec {
  /** The database user. */
  readonly to: string;
  /** As in `['SELECT', 'INSERT']`. */
  readonly privileges: readonly string[];
  /** As in `SCHEMA public`, `ALL TABLES IN SCHEMA public`, `DATABASE orders`. */
  readonly on: string;
}

/** A database user. */
export type DatabaseUserSpec = IamDatabaseUserSpec | BuiltInDatabaseUserSpec;

/** A database user that logs in with a token of IAM. Its name is the e-mail without `.gserviceaccount.com`. */
export interface IamDatabaseUserSpec {
  /** A token of IAM. */
  readonly auth: 'iam';
  /**
   * Database roles besides `alloydbiamuser`, which every IAM user has.
   * @default - none
   */
  readonly databaseRoles?: readonly string[];
}

/** A database user that logs in with a password. */
export interface BuiltInDatabaseUserSpec {
  /** A password. */
  readonly auth: 'built-in';
  /** The password itself: of a database on this machine, and of no other. */
  readonly password: string;
  /**
   * Database roles, `alloydbsuperuser` for instance.
   * @default - none
   */
  readonly databaseRoles?: readonly string[];
}

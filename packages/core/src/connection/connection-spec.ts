import type { Identity, ImpersonatedIdentity, LinkedIdentity } from '../identity/identity';
import type { IpType } from './ip-type';

/** What every connection says, whatever its auth mode. */
export interface ConnectionFields {
  /**
   * The instances by the name that the application knows them by. The instance called `primary`, or else the first in
   * alphabetical order, is the default one. A value is an instance URI, or the id of an instance in the same cluster.
   *
   * @example { primary: 'projects/…/clusters/shop/instances/primary', read: 'read-pool' }
   */
  readonly instances: Readonly<Record<string, string | ConnectionInstanceSpec>>;
  /** The database that the application uses. */
  readonly databaseName: string;
  /**
   * Which address of the instances is dialled.
   * @default 'PRIVATE'
   */
  readonly ipType?: IpType;
  /**
   * What is known of the database server.
   * @default - nothing
   */
  readonly server?: ServerFacts;
}

/** An instance that differs from the others of its connection. */
export interface ConnectionInstanceSpec {
  /** Instance URI, or the id of an instance in the same cluster. */
  readonly uri: string;
  /**
   * Which address of this instance is dialled.
   * @default - the IP type of the connection
   */
  readonly ipType?: IpType;
}

/** Facts of the database server that change what is right for its clients. */
export interface ServerFacts {
  /**
   * The server's `max_connections`: the sum over all pods must stay below it.
   * @default - not known
   */
  readonly maxConnections?: number;
  /**
   * Whether managed connection pooling is on. How it works together with the Auth Proxy is unsettled.
   * Source: https://cloud.google.com/alloydb/docs/configure-managed-connection-pooling
   * @default - not known
   */
  readonly managedConnectionPooling?: boolean;
}

/** A key of a Kubernetes Secret. */
export interface SecretKeyReference {
  /** Name of the Secret, in the namespace of the workload. */
  readonly name: string;
  /** The key in the Secret whose value is meant. */
  readonly key: string;
}

/** The database user is the IAM service account; the proxy logs in with its tokens; there is no password. */
export interface IamConnectionSpec extends ConnectionFields {
  /** IAM authentication. */
  readonly auth: 'iam';
  /** Who the proxy is. The IAM service account is the database user too. */
  readonly identity: LinkedIdentity | ImpersonatedIdentity;
  /**
   * Derived from the IAM service account.
   * @default - the e-mail of the IAM service account without .gserviceaccount.com
   */
  readonly databaseUser?: never;
  /**
   * There is no password.
   * @default - none
   */
  readonly passwordSecret?: never;
}

/** The database user is a PostgreSQL user with a password. The proxy still needs an identity, to reach the instance at all. */
export interface BuiltInConnectionSpec extends ConnectionFields {
  /** Built-in authentication. */
  readonly auth: 'built-in';
  /** Who the proxy is, which has nothing to do with the database user. */
  readonly identity: Identity;
  /** The PostgreSQL user that the application logs in as. */
  readonly databaseUser: string;
  /**
   * The Secret that holds the user's password. A reference, never the password.
   * @default - the application gets its password by itself
   */
  readonly passwordSecret?: SecretKeyReference;
}

/** Who reaches which database how. The auth mode has no default: it decides roles, users and the application's login. */
export type ConnectionSpec = IamConnectionSpec | BuiltInConnectionSpec;

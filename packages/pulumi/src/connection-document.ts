import type { AuthMode, IdentityForm, IpType } from './connection-args';
import type { Json } from './json';

/** A key of a Kubernetes Secret. */
export interface SecretKey {
  /** Name of the Secret. */
  name: string;
  /** The key in it. */
  key: string;
}

/** What is known of the database server. */
export interface KnownServerFacts {
  /**
   * The server's `max_connections`.
   * @default - not known
   */
  maxConnections?: number;
  /**
   * Whether managed connection pooling is on.
   * @default - not known
   */
  managedConnectionPooling?: boolean;
}

/** Who the proxy is, for Google Cloud. */
export interface ConnectionIdentity {
  /**
   * How it gets from the Kubernetes service account to what may reach the database.
   * @default - 'linked' with an IAM service account, else 'direct'
   */
  form?: IdentityForm;
  /** Name of the Kubernetes service account. */
  kubernetesServiceAccount: string;
  /**
   * Its namespace.
   * @default - that of the workload
   */
  namespace?: string;
  /**
   * E-mail of the IAM service account.
   * @default - none
   */
  iamServiceAccount?: string;
  /**
   * E-mails between the pod and the IAM service account.
   * @default - none
   */
  impersonationChain?: string[];
  /**
   * E-mail of what the Kubernetes service account is linked to already.
   * @default - none
   */
  sourceIamServiceAccount?: string;
  /**
   * The workload identity pool.
   * @default - not known
   */
  workloadPool?: string;
  /**
   * Number of the project that owns the pool.
   * @default - not known
   */
  workloadPoolProjectNumber?: string;
}

/** The connection document, as cdk8s, the rehearsal, applications and `AuthProxy` read it. It holds no secret. */
export interface ConnectionDocument {
  /** Version of the document. */
  version: number;
  /** How the database user logs in. */
  auth: AuthMode;
  /** The database that the application uses. */
  databaseName: string;
  /**
   * The PostgreSQL user, with built-in authentication.
   * @default - derived from the IAM service account
   */
  databaseUser?: string;
  /**
   * The Secret that holds the password.
   * @default - none
   */
  passwordSecret?: SecretKey;
  /** The instances by name: instance URIs, or `{ uri, ipType }`. */
  instances: { [name: string]: Json };
  /**
   * Which address is dialled.
   * @default 'PRIVATE'
   */
  ipType?: IpType;
  /** Who the proxy is. */
  identity: ConnectionIdentity;
  /**
   * What is known of the database server.
   * @default - nothing
   */
  server?: KnownServerFacts;
}

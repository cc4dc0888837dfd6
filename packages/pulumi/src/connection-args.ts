import type { Input } from '@pulumi/pulumi';
import type { Json } from './json';

/** How the database user logs in. It has no default: roles, users and the application's login follow from it. */
export const AuthMode = {
  /** A token of the IAM service account. There is no password. */
  Iam: 'iam',
  /** A PostgreSQL user with a password. */
  BuiltIn: 'built-in',
} as const;
/** How the database user logs in. */
export type AuthMode = (typeof AuthMode)[keyof typeof AuthMode];

/** Which address of the instances is dialled. */
export const IpType = {
  /** Private services access. */
  Private: 'PRIVATE',
  /** The public address. */
  Public: 'PUBLIC',
  /** Private Service Connect. */
  Psc: 'PSC',
} as const;
/** Which address of the instances is dialled. */
export type IpType = (typeof IpType)[keyof typeof IpType];

/** How the proxy gets from the pod's Kubernetes service account to what may reach the database. */
export const IdentityForm = {
  /** The Kubernetes service account acts as an IAM service account. */
  Linked: 'linked',
  /** The proxy alone impersonates an IAM service account; nothing else in the pod changes. */
  Impersonated: 'impersonated',
  /** The Kubernetes service account has the roles itself. Only with built-in authentication. */
  Direct: 'direct',
} as const;
/** How the proxy gets from the pod's Kubernetes service account to what may reach the database. */
export type IdentityForm = (typeof IdentityForm)[keyof typeof IdentityForm];

/** A key of a Kubernetes Secret. A reference, never the secret. */
export interface SecretKeyArgs {
  /** Name of the Secret, in the namespace of the workload. */
  name: Input<string>;
  /** The key in the Secret whose value is meant. */
  key: Input<string>;
}

/** Facts of the database server that change what is right for its clients. */
export interface ServerFactsArgs {
  /**
   * The server's `max_connections`: the sum over all pods must stay below it.
   * @default - not known
   */
  maxConnections?: Input<number>;
  /**
   * Whether managed connection pooling is on.
   * @default - not known
   */
  managedConnectionPooling?: Input<boolean>;
}

/** Who the proxy is, for Google Cloud. */
export interface ConnectionIdentityArgs {
  /**
   * How it gets from the Kubernetes service account to what may reach the database.
   * @default 'linked' with an IAM service account, else 'direct'
   */
  form?: Input<IdentityForm>;
  /** Name of the Kubernetes service account that the pod runs as. */
  kubernetesServiceAccount: Input<string>;
  /**
   * Its namespace.
   * @default - that of the workload
   */
  namespace?: Input<string>;
  /**
   * E-mail of the IAM service account that the proxy acts as.
   * @default - none: a direct identity
   */
  iamServiceAccount?: Input<string>;
  /**
   * E-mails of the service accounts between the pod and the IAM service account, a list. Only of an impersonated identity.
   * @default - none
   */
  impersonationChain?: Json;
  /**
   * E-mail of the IAM service account that the Kubernetes service account is linked to already. Only of an impersonated one.
   * @default - none
   */
  sourceIamServiceAccount?: Input<string>;
  /**
   * The workload identity pool, `PROJECT.svc.id.goog`.
   * @default - not known
   */
  workloadPool?: Input<string>;
  /**
   * Number of the project that owns the pool.
   * @default - not known
   */
  workloadPoolProjectNumber?: Input<string>;
}

/**
 * Who reaches which database how: the connection document, whose values may come later. It is what
 * `DatabaseAccess.connection` gives, what a stack output or a file holds, or what is written here.
 */
export interface ConnectionArgs {
  /** Version of the document: 1. */
  version: Input<number>;
  /** How the database user logs in. */
  auth: Input<AuthMode>;
  /** The database that the application uses. */
  databaseName: Input<string>;
  /**
   * The PostgreSQL user. Only with built-in authentication.
   * @default - derived from the IAM service account
   */
  databaseUser?: Input<string>;
  /**
   * The Secret that holds the user's password. Only with built-in authentication.
   * @default - the application gets its password by itself
   */
  passwordSecret?: Input<SecretKeyArgs>;
  /**
   * The instances by the name that the application knows them by. Each is an instance URI, the id of an instance in the same
   * cluster, or `{ uri, ipType }`.
   */
  instances: Input<{ [name: string]: Json }>;
  /**
   * Which address of the instances is dialled.
   * @default 'PRIVATE'
   */
  ipType?: Input<IpType>;
  /** Who the proxy is. */
  identity: Input<ConnectionIdentityArgs>;
  /**
   * What is known of the database server.
   * @default - nothing
   */
  server?: Input<ServerFactsArgs>;
}

import type { Input } from '@pulumi/pulumi';
import type { ConnectionArgs, SecretKeyArgs } from './connection-args';
import type { OrganisationDefaultsArgs } from './proxy-policy-args';

/** What a database user may do. */
export const GrantedAccess = {
  /** Read and write, and make tables of its own. */
  ReadWrite: 'read-write',
  /** Read. */
  ReadOnly: 'read-only',
} as const;
/** What a database user may do. */
export type GrantedAccess = (typeof GrantedAccess)[keyof typeof GrantedAccess];

/** What every Job beside the proxy is told, apart from its work. */
export interface DatabaseJobArgs {
  /**
   * What the name of the Job starts with. Behind it is a hash of everything that the Job does: a change makes another Job, which
   * then runs.
   * @default - the component's name
   */
  jobName?: Input<string>;
  /**
   * An image with a shell and psql in it.
   * @default 'postgres:17'
   */
  clientImage?: Input<string>;
  /**
   * Any text. Another one runs the Job again.
   * @default - none
   */
  run?: Input<string>;
  /**
   * What the organisation says for all its services. The proxy is a native sidecar all the same: a Job with a classic one does
   * not end by itself.
   * @default - nothing
   */
  defaults?: Input<OrganisationDefaultsArgs>;
  /**
   * The update goes on without waiting until the Job has completed.
   * @default false
   */
  skipAwait?: boolean;
}

/** A database user who may make grants, and has a password. */
export interface GrantsAdministratorArgs {
  /**
   * The database user.
   * @default 'postgres'
   */
  user?: Input<string>;
  /** The Secret that holds its password, in the namespace of the Job. It is only referred to. */
  passwordSecret: Input<SecretKeyArgs>;
}

/** Which grants are made, of what a service's own Job says about them. */
export interface GrantsArgs extends DatabaseJobArgs {
  /**
   * Who makes the grants, with a password. The identity of the connection opens the way to the instance.
   * @default - administratorConnection says it
   */
  administrator?: Input<GrantsAdministratorArgs>;
  /**
   * Who makes the grants, by a connection of its own: an IAM user who may. The Job runs as its Kubernetes service account.
   * @default - administrator says it
   */
  administratorConnection?: Input<ConnectionArgs>;
  /**
   * What the user of the connection may do.
   * @default 'read-write'
   */
  access?: Input<GrantedAccess>;
  /**
   * The schemas that it works in. Those that are missing are made.
   * @default - `public`
   */
  schemas?: Input<Input<string>[]>;
}

/** Whose grants are made. */
export interface DatabaseGrantsArgs extends GrantsArgs {
  /** The connection of the application: `DatabaseAccess.connection`, a stack output, the JSON of a file, or written here. */
  connection: Input<ConnectionArgs>;
}

/** Which connection is tested. */
export interface ConnectionTestArgs extends DatabaseJobArgs {
  /** The connection of the application: `DatabaseAccess.connection`, a stack output, the JSON of a file, or written here. */
  connection: Input<ConnectionArgs>;
}

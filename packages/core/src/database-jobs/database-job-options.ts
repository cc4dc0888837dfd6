import type { Connection } from '../connection/connection';
import type { SecretKeyReference } from '../connection/connection-spec';
import type { OrganisationDefaults } from '../proxy-container/organisation-defaults';

/** What every Job beside the proxy needs to know. */
export interface DatabaseJobOptions {
  /** What the name of the Job starts with. Behind it is a hash of everything that the Job does: a change makes another Job. */
  readonly name: string;
  /** Who reaches which database how: the application's connection. */
  readonly connection: Connection;
  /**
   * An image with a shell and psql in it.
   * @default 'postgres:17'
   */
  readonly clientImage?: string;
  /**
   * Any text. Another one runs the Job again.
   * @default - none
   */
  readonly run?: string;
  /**
   * What the organisation says for all its proxies, and its labels. The proxy is a native sidecar all the same: a Job with a
   * classic one does not end by itself.
   * @default - the library's defaults
   */
  readonly defaults?: OrganisationDefaults;
}

/** What the Job that makes grants needs to know. */
export interface GrantsJobOptions extends DatabaseJobOptions {
  /**
   * Who makes the grants, with a password. The identity of the connection opens the way to the instance.
   * @default - administratorConnection says it
   */
  readonly administrator?: GrantsAdministrator;
  /**
   * Who makes the grants, by a connection of its own: an IAM user, whose Kubernetes service account the Job then runs as.
   * @default - administrator says it
   */
  readonly administratorConnection?: Connection;
  /**
   * What the user of the connection may do. `read-write` can also make tables of its own.
   * @default 'read-write'
   */
  readonly access?: 'read-write' | 'read-only';
  /**
   * The schemas that it works in. Those that are missing are made.
   * @default - `public`
   */
  readonly schemas?: readonly string[];
}

/** A database user who may make grants, and has a password. */
export interface GrantsAdministrator {
  /**
   * The database user.
   * @default 'postgres'
   */
  readonly user?: string;
  /** The Secret that holds its password, in the namespace of the Job. */
  readonly passwordSecret: SecretKeyReference;
}

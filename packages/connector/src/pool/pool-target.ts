import type { ConnectionOptions } from '../connection-options';
import type { PgPoolConfig } from './pg-pool';
import type { PasswordSource } from './pool-options';

/** Where the connections of one pool go, and as whom. */
export interface PoolTarget {
  readonly user: string | undefined;
  readonly database: string | undefined;
  readonly password: PasswordSource | undefined;
  /** Through the connector to an instance, or through a host and a port. */
  readonly to: ConnectionOptions | HostAndPort;
  /** Further options of the driver. */
  readonly further?: Readonly<Record<string, string>>;
}

/** Where a sidecar or a server listens. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
  readonly ssl: boolean | TlsOptions;
}

/** How `pg` encrypts a connection by itself, as `node:tls` takes it. */
export type TlsOptions = Exclude<PgPoolConfig['ssl'], boolean | undefined>;

/** Where both pools go. Without one for reads, everything goes to the primary. */
export interface PoolTargets {
  readonly primary: PoolTarget;
  readonly read: PoolTarget | undefined;
  /** Whether it is known, whatever the port, that a pooler of the server lies between. */
  readonly pooled: boolean;
  /** The IAM service accounts to impersonate. */
  readonly impersonationChain?: readonly string[];
}

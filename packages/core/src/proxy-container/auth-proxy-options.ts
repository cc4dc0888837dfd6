import type { EnvironmentOptions } from '../application-environment/environment-options';
import type { Connection } from '../connection/connection';
import type { JsonObject } from '../kubernetes/json';
import type { ProxyFlags } from '../proxy-flags/proxy-invocation';
import type { OrganisationDefaults } from './organisation-defaults';
import type { ProxyPolicy } from './proxy-policy';

/** What a user says of the Auth Proxy of a pod. */
export interface AuthProxyOptions extends ProxyPolicy {
  /** Who reaches which database how. */
  readonly connection: Connection;
  /**
   * What the organisation says for all its services. Precedence: these options, then the organisation's, then the library's.
   * @default - nothing
   */
  readonly defaults?: OrganisationDefaults;
  /**
   * Seconds that the application may take from SIGTERM until it has stopped; the proxy serves it until then.
   * @default - what the pod's own terminationGracePeriodSeconds leaves it, or 30, Kubernetes' default
   */
  readonly applicationDrainSeconds?: number;
  /**
   * `one` process for all instances, or `one-per-instance`, each with its own container, memory and connection limit.
   * @default 'one'
   */
  readonly processes?: 'one' | 'one-per-instance';
  /**
   * Name of the proxy's container. With one process per instance the instance's name is added.
   * @default 'alloydb-auth-proxy'
   */
  readonly containerName?: string;
  /**
   * Local port of each instance, by the instance's name.
   * @default - 5432 for the default instance, then the next free ones
   */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * Port of the health server.
   * @default - 9090, or the next that no container of the pod declares
   */
  readonly httpPort?: number;
  /**
   * Port of the admin server, which is on only for classic sidecars in Jobs.
   * @default - 9091, or the next that no container of the pod declares
   */
  readonly adminPort?: number;
  /**
   * The variables that tell the application where its database is. `false` sets none.
   * @default - the variables of libpq: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGSSLMODE
   */
  readonly environment?: EnvironmentOptions | false;
  /**
   * The containers and ordinary init containers that get the variables.
   * @default - all of them in a pod with one container; a pod with several has to say
   */
  readonly containers?: readonly string[];
  /**
   * Name of the init container that the native sidecar comes right behind, for a mesh's own sidecar that must start first.
   * @default - none: the proxy is the first
   */
  readonly after?: string;
  /**
   * For a classic sidecar in a Job: the application ends the proxy by POST to ALLOYDB_AUTH_PROXY_QUIT_URL when it is done.
   * Without that the Job never completes.
   * @default false
   */
  readonly applicationQuitsProxy?: boolean;
  /**
   * Any flag that has no option of its own. Checked like everything else, and listed in an annotation of the pod.
   * You give up that the library knows what the flag means for the rest of the pod.
   * @default - none
   */
  readonly flags?: ProxyFlags;
  /**
   * Changes to the output. You give up what the library guarantees of the fields that you set.
   * @default - none
   */
  readonly overrides?: AuthProxyOverrides;
}

/** Changes to the output, as JSON Merge Patches: objects are merged, lists replaced, `null` removes. */
export interface AuthProxyOverrides {
  /** Merged into the proxy's container (each of them). */
  readonly container?: JsonObject;
  /** Merged into the pod's spec. */
  readonly podSpec?: JsonObject;
}

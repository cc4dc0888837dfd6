import type { Input } from '@pulumi/pulumi';
import type { ConnectionArgs } from './connection-args';
import type { EnvironmentArgs } from './environment-args';
import type { Json } from './json';
import type { ProxyProcesses } from './proxy-choices';
import type { OrganisationDefaultsArgs, ProxyPolicyArgs } from './proxy-policy-args';
import type { WorkloadSelectorArgs } from './workload-selector';

/** Options of the Auth Proxy of one application. */
export interface ProxyOptionsArgs extends ProxyPolicyArgs {
  /**
   * Seconds that the application may take from SIGTERM until it has stopped; the proxy serves it until then.
   * @default - what the pod's own terminationGracePeriodSeconds leaves it, or 30, Kubernetes' default
   */
  applicationDrainSeconds?: Input<number>;
  /**
   * `one` process for all instances, or `one-per-instance`, each with its own container, memory and connection limit.
   * @default 'one'
   */
  processes?: Input<ProxyProcesses>;
  /**
   * Name of the proxy's container. With one process per instance the instance's name is added.
   * @default 'alloydb-auth-proxy'
   */
  containerName?: Input<string>;
  /**
   * Local port of each instance, by the instance's name.
   * @default - 5432 for the default instance, then the next free ones
   */
  ports?: Input<{ [name: string]: Input<number> }>;
  /**
   * Port of the health server.
   * @default - 9090, or the next that no container of the pod declares
   */
  httpPort?: Input<number>;
  /**
   * Port of the admin server, which is on only for classic sidecars in Jobs.
   * @default - 9091, or the next that no container of the pod declares
   */
  adminPort?: Input<number>;
  /**
   * The variables that tell the application where its database is.
   * @default - the variables of libpq: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGSSLMODE
   */
  environment?: Input<EnvironmentArgs>;
  /**
   * The containers and ordinary init containers that get the variables.
   * @default - all of them in a pod with one container; a pod with several has to say
   */
  containers?: Input<Input<string>[]>;
  /**
   * Name of the init container that the native sidecar comes right behind, for a mesh's own sidecar that must start first.
   * @default - none: the proxy is the first
   */
  after?: Input<string>;
  /**
   * For a classic sidecar in a Job: the application ends the proxy by POST to ALLOYDB_AUTH_PROXY_QUIT_URL when it is done.
   * Without that the Job never completes.
   * @default false
   */
  applicationQuitsProxy?: Input<boolean>;
  /**
   * Any flag that has no option of its own. Checked like everything else, and listed in an annotation of the pod.
   * You give up that the library knows what the flag means for the rest of the pod.
   * @default - none
   */
  flags?: Json;
  /**
   * Changes to the output. You give up what the library guarantees of the fields that you set.
   * @default - none
   */
  overrides?: Input<AuthProxyOverridesArgs>;
}

/** What a user says of the Auth Proxy of a pod. */
export interface AuthProxyArgs extends ProxyOptionsArgs {
  /** Who reaches which database how: `DatabaseAccess.connection`, a stack output, the JSON of a file, or written here. */
  connection: Input<ConnectionArgs>;
  /**
   * What the organisation says for all its services. Precedence: these options, then the organisation's, then the library's.
   * @default - nothing
   */
  defaults?: Input<OrganisationDefaultsArgs>;
  /**
   * Which workloads `transform` adds the proxy to.
   * @default - every workload that it sees
   */
  selector?: WorkloadSelectorArgs;
}

/** Changes to the output, as JSON Merge Patches: objects are merged, lists replaced, `null` removes. */
export interface AuthProxyOverridesArgs {
  /**
   * Merged into the proxy's container (each of them).
   * @default - nothing
   */
  container?: Json;
  /**
   * Merged into the pod's spec.
   * @default - nothing
   */
  podSpec?: Json;
}

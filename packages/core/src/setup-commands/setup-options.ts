import type { OrganisationDefaults } from '../proxy-container/organisation-defaults';

/** What the setup commands need to know and a connection does not say. */
export interface SetupOptions {
  /** The GKE cluster that the workload runs on. It may be in another project than the database. */
  readonly gkeCluster: GkeCluster;
  /**
   * The namespace of the workload.
   * @default - identity.namespace of the connection; one of the two has to say it
   */
  readonly namespace?: string;
  /**
   * The workload identity pool of the GKE cluster, `PROJECT.svc.id.goog`.
   * @default - identity.workloadPool of the connection; one of the two has to say it
   */
  readonly workloadPool?: string;
  /**
   * The number of the project that owns the pool. Needed where a Kubernetes service account gets roles of its own (the
   * forms `direct`, and `impersonated` without a source).
   * @default - identity.workloadPoolProjectNumber of the connection
   */
  readonly workloadPoolProjectNumber?: string;
  /**
   * Where the Kubernetes service account comes from: it is in the manifest, with its annotation, or it exists already and a
   * command annotates it.
   * @default 'in-manifest'
   */
  readonly kubernetesServiceAccount?: 'in-manifest' | 'adopted';
  /**
   * What the database user may do. `read-write` can also make tables of its own.
   * @default 'read-write'
   */
  readonly access?: 'read-write' | 'read-only';
  /**
   * The schema that the database user works in.
   * @default 'public'
   */
  readonly schema?: string;
  /**
   * How psql reaches the database as an administrator.
   * @default - as postgres, through an Auth Proxy on your machine
   */
  readonly administrator?: DatabaseAdministrator;
  /**
   * An image with psql in it, for the test of the connection.
   * @default 'postgres:17'
   */
  readonly clientImage?: string;
  /**
   * What the organisation says for all its proxies. The proxy of the test follows it, and so do `gkeCluster.platform` and
   * `telemetryProject` where they are not set.
   * @default - the library's defaults
   */
  readonly defaults?: OrganisationDefaults;
  /**
   * The project that gets the proxy's metrics and traces, where `telemetry.project` of the proxy says one.
   * @default - telemetry.project of the defaults
   */
  readonly telemetryProject?: string;
}

/** A GKE cluster. */
export interface GkeCluster {
  /** Name of the cluster. */
  readonly name: string;
  /** Region or zone: `us-central1`, `us-central1-a`. */
  readonly location: string;
  /** Id of the project. */
  readonly project: string;
  /**
   * Autopilot clusters have Workload Identity from the start; on Standard clusters it is switched on.
   * @default - platform of the defaults, or else 'standard'
   */
  readonly platform?: 'standard' | 'autopilot';
  /**
   * The node pools, of a Standard cluster, on which Workload Identity is switched on without a question. That replaces their
   * nodes, and takes the identity of the node from everything that runs there.
   * @default - the script asks, in a terminal, for all that do not have it; elsewhere it leaves them alone
   */
  readonly nodePools?: readonly string[];
}

/** How psql reaches the database as an administrator. psql asks for the password itself. */
export interface DatabaseAdministrator {
  /**
   * The database user.
   * @default 'postgres'
   */
  readonly user?: string;
  /**
   * Where psql connects to.
   * @default '127.0.0.1', where an Auth Proxy on your machine listens
   */
  readonly host?: string;
  /**
   * The TCP port that psql connects to. A second AlloyDB cluster of the connection has the next one.
   * @default 5432
   */
  readonly port?: number;
}

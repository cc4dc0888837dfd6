/**
 * How the proxy runs, apart from what it connects to. An organisation may say this once for all its services
 * ({@link OrganisationDefaults}); a service may say otherwise.
 */
export interface ProxyPolicy {
  /**
   * `native`: an init container with `restartPolicy: Always`; it starts before and stops after the application.
   * Needs Kubernetes 1.29 or newer. `classic`: an ordinary container beside the application's.
   * Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   * @default 'native'
   */
  readonly sidecar?: 'native' | 'classic';
  /**
   * The oldest Kubernetes version that the manifest has to run on. Before 1.29 an API server drops what makes a native
   * sidecar, without a word, and the pod never starts.
   * @default '1.29'
   */
  readonly kubernetesVersion?: string;
  /** Which image runs. */
  readonly image?: ProxyImage;
  /** CPU and memory of the proxy's container. */
  readonly resources?: ProxyResources;
  /**
   * Most connections that one proxy process accepts, over all its instances. Memory is sized for it. A connection beyond it
   * is closed at once without a message, so set it above what the application's pools can open. At most 262143, as in PostgreSQL.
   * @default 500, or the server's maxConnections where it is known and lower
   */
  readonly maxConnections?: number;
  /** How Kubernetes finds out how the proxy is. */
  readonly probes?: ProxyProbes;
  /**
   * Seconds that the proxy waits for open connections to end, after the application has stopped.
   * @default 10; 0 in Jobs
   */
  readonly proxyDrainSeconds?: number;
  /**
   * `ahead` renews certificates before they expire; `lazy` when they are needed, for pods whose CPU is throttled to nothing
   * when idle.
   * @default 'ahead'
   */
  readonly refresh?: 'ahead' | 'lazy';
  /**
   * Logs as JSON that Cloud Logging reads with their severity.
   * @default true
   */
  readonly structuredLogs?: boolean;
  /**
   * Logs of every dial and refresh.
   * @default false
   */
  readonly debugLogs?: boolean;
  /**
   * Metrics for Prometheus at `/metrics` of the health port; `namespace` goes before their names. `false` sends none, where the
   * organisation says otherwise.
   * @default - none
   */
  readonly prometheus?: PrometheusMetrics | false;
  /**
   * Traces and metrics to Cloud Monitoring and Cloud Trace in a project of yours. `false` sends none, where the organisation
   * says otherwise.
   * @default - none
   */
  readonly telemetry?: ProxyTelemetry | false;
  /**
   * The system metrics that the proxy sends to Google.
   * @default true
   */
  readonly builtInTelemetry?: boolean;
  /**
   * Another universe of Google Cloud.
   * @default - googleapis.com
   */
  readonly universeDomain?: string;
  /**
   * Another endpoint of the Admin API: a Private Service Connect endpoint for Google APIs, or a local AlloyDB.
   * @default - Google's
   */
  readonly adminApiEndpoint?: string;
  /**
   * `startup`: the startup probe passes only once every instance was dialled. It couples the start of each pod to the
   * database and costs one dial per instance and probe. It goes with no readiness probe and no exec liveness probe: these ask
   * the same path for as long as the pod runs, and an outage of the database would take pods down. `once`: the proxy dials every instance once before it serves, and
   * exits if one fails; it has no time limit of its own and can hang for minutes behind a firewall that drops packets.
   * @default 'none'
   */
  readonly verify?: 'none' | 'startup' | 'once';
  /**
   * GKE Autopilot gives a container without ephemeral-storage far more than the proxy needs; with `autopilot` the proxy
   * asks for the least.
   * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests
   * @default 'standard'
   */
  readonly platform?: 'standard' | 'autopilot';
}

/** Which image of the Auth Proxy runs. Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy#container-images */
export interface ProxyImage {
  /**
   * Version, `X.Y.Z` without a `v`.
   * @default '1.17.1', the version that everything here is verified against
   */
  readonly version?: string;
  /**
   * `sha256:…` of the version beside it, and of its variant. The version stays in the reference, for the reader. Where none is
   * said, it is the library's: say it, or an update of the library names another version than the digest pins. Who says
   * another version or variant than the organisation loses the organisation's digest.
   * @default - none
   */
  readonly digest?: string;
  /**
   * Where the image is pulled from: host and path without the image's own name.
   * @default 'gcr.io/alloydb-connectors'
   */
  readonly registry?: string;
  /**
   * `distroless` has the proxy and nothing else; `alpine` has a shell.
   * @default 'distroless'
   */
  readonly variant?: 'distroless' | 'alpine';
  /**
   * Accept a tag that moves, such as `latest` or `1.17`, as version. What runs then depends on when a node pulled it. With a
   * digest nothing moves, and this is not needed.
   * @default false
   */
  readonly allowMovingTag?: boolean;
  /**
   * When a node pulls the image.
   * @default 'IfNotPresent'; 'Always' for a moving tag without a digest
   */
  readonly pullPolicy?: 'IfNotPresent' | 'Always' | 'Never';
}

/** CPU and memory of the proxy's container. */
export interface ProxyResources {
  /**
   * CPU request, at most the limit. One new connection costs about 2 ms of CPU, a query 30 µs (measured with version 1.17.1).
   * @default '100m', or the limit where that is lower
   */
  readonly cpuRequest?: string;
  /**
   * A throttled proxy renews its certificates late and drops connections: set a limit only where an admission policy
   * demands one.
   * @default - none
   */
  readonly cpuLimit?: string;
  /**
   * Request and limit, at least `32Mi`.
   * @default - measured: 35 MiB + 130 KiB for each of maxConnections, + 27 MiB with exec probes
   */
  readonly memory?: string;
}

/** How Kubernetes finds out how the proxy is. */
export interface ProxyProbes {
  /**
   * `http` opens the health port on the pod's address (health and metrics, nothing else). `exec` opens nothing and runs the
   * proxy's own `wait` command in the container, about 27 MiB more memory.
   * @default 'http'
   */
  readonly method?: 'http' | 'exec';
  /**
   * Seconds that the proxy may take to start, at most a week.
   * @default 60
   */
  readonly startupSeconds?: number;
  /**
   * Restart the proxy when it does not answer for 5 minutes. With `exec` not together with `verify: 'startup'`. A restart drops all connections; a proxy that ended is
   * restarted without this.
   * @default false
   */
  readonly liveness?: boolean;
  /**
   * A readiness probe on `/startup`, for admission policies that demand one. Once passed it never fails again, so that it
   * never takes a pod out of a Service. (On `/readiness` it would, at maxConnections and during shutdown.) Not together with
   * `verify: 'startup'`, with which it would fail again.
   * @default false
   */
  readonly readiness?: boolean;
}

/** Metrics for Prometheus. */
export interface PrometheusMetrics {
  /**
   * What goes before the names of the metrics.
   * @default - none
   */
  readonly namespace?: string;
}

/** Traces and metrics to a project of yours. */
export interface ProxyTelemetry {
  /** Project that receives traces and metrics. The proxy's identity needs monitoring.metricWriter and cloudtrace.agent there. */
  readonly project: string;
  /**
   * What goes before the names of the metrics.
   * @default - none
   */
  readonly prefix?: string;
  /**
   * One in so many requests is traced.
   * @default 10000
   */
  readonly sampleRate?: number;
  /**
   * Whether traces are sent.
   * @default true
   */
  readonly traces?: boolean;
  /**
   * Whether metrics are sent.
   * @default true
   */
  readonly metrics?: boolean;
}

import type { Input } from '@pulumi/pulumi';
import type { GkePlatform, RefreshStrategy, SidecarForm, StartVerification } from './proxy-choices';
import type { PrometheusArgs, ProxyImageArgs, ProxyProbesArgs, ProxyResourcesArgs, TelemetryArgs } from './proxy-policy-parts';

/**
 * How the proxy runs, apart from what it connects to. An organisation may say this once for all its services
 * ({@link OrganisationDefaultsArgs}); a service may say otherwise.
 */
export interface ProxyPolicyArgs {
  /**
   * `native`: an init container with `restartPolicy: Always`; it starts before and stops after the application.
   * Needs Kubernetes 1.29 or newer. `classic`: an ordinary container beside the application's.
   * Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   * @default 'native'
   */
  sidecar?: Input<SidecarForm>;
  /**
   * The oldest Kubernetes version that the manifest has to run on. Before 1.29 an API server drops what makes a native
   * sidecar, without a word, and the pod never starts.
   * @default '1.29'
   */
  kubernetesVersion?: Input<string>;
  /**
   * Which image runs.
   * @default - the library's
   */
  image?: Input<ProxyImageArgs>;
  /**
   * CPU and memory of the proxy's container.
   * @default - measured
   */
  resources?: Input<ProxyResourcesArgs>;
  /**
   * Most connections that one proxy process accepts, over all its instances. Memory is sized for it. A connection beyond it
   * is closed at once without a message, so set it above what the application's pools can open. At most 262143, as in PostgreSQL.
   * @default 500, or the server's maxConnections where it is known and lower
   */
  maxConnections?: Input<number>;
  /**
   * How Kubernetes finds out how the proxy is.
   * @default - a startup probe
   */
  probes?: Input<ProxyProbesArgs>;
  /**
   * Seconds that the proxy waits for open connections to end, after the application has stopped.
   * @default 10; 0 in Jobs
   */
  proxyDrainSeconds?: Input<number>;
  /**
   * `ahead` renews certificates before they expire; `lazy` when they are needed, for pods whose CPU is throttled to nothing
   * when idle.
   * @default 'ahead'
   */
  refresh?: Input<RefreshStrategy>;
  /**
   * Logs as JSON that Cloud Logging reads with their severity.
   * @default true
   */
  structuredLogs?: Input<boolean>;
  /**
   * Logs of every dial and refresh.
   * @default false
   */
  debugLogs?: Input<boolean>;
  /**
   * Metrics for Prometheus at `/metrics` of the health port; `namespace` goes before their names.
   * @default - none
   */
  prometheus?: Input<PrometheusArgs>;
  /**
   * Traces and metrics to Cloud Monitoring and Cloud Trace in a project of yours.
   * @default - none
   */
  telemetry?: Input<TelemetryArgs>;
  /**
   * The system metrics that the proxy sends to Google.
   * @default true
   */
  builtInTelemetry?: Input<boolean>;
  /**
   * Another universe of Google Cloud.
   * @default - googleapis.com
   */
  universeDomain?: Input<string>;
  /**
   * Another endpoint of the Admin API: a Private Service Connect endpoint for Google APIs, or a local AlloyDB.
   * @default - Google's
   */
  adminApiEndpoint?: Input<string>;
  /**
   * `startup`: the startup probe passes only once every instance was dialled. It couples the start of each pod to the
   * database and costs one dial per instance and probe. It goes with no readiness probe and no exec liveness probe: these ask
   * the same path for as long as the pod runs, and an outage of the database would take pods down. `once`: the proxy dials every instance once before it serves, and
   * exits if one fails; it has no time limit of its own and can hang for minutes behind a firewall that drops packets.
   * @default 'none'
   */
  verify?: Input<StartVerification>;
  /**
   * GKE Autopilot gives a container without ephemeral-storage far more than the proxy needs; with `autopilot` the proxy
   * asks for the least.
   * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests
   * @default 'standard'
   */
  platform?: Input<GkePlatform>;
}

/**
 * What an organisation says once for all its services. Precedence, field by field: what the service says, then this, then the
 * library's defaults.
 */
export interface OrganisationDefaultsArgs extends ProxyPolicyArgs {
  /**
   * Labels of every object that the components make. Objects that exist already keep theirs.
   * @default - none
   */
  labels?: Input<{ [name: string]: Input<string> }>;
}

// Generated from flag-table.ts by tools/generators/flag-types.ts. `npm run generate` writes it.
import type { HiddenValue } from './value-kinds';

/** What can be set for one instance. */
export interface InstanceFlags {
  /**
   * The TCP port of the first instance that has none of its own. The next such instance gets the next port. Must be a port number from 1 to 65535.
   * `?port` behind the instance URI.
   * @default that of the process
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L709
   */
  readonly port?: number;
  /**
   * The IP address on which instances are served. 0.0.0.0 opens them to the whole pod network, over IPv6 too. Must be an IP address such as 127.0.0.1.
   * `?address` behind the instance URI.
   * @default that of the process
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L707
   */
  readonly address?: string;
  /**
   * Serves instances on Unix sockets in folders below this directory, which must exist. A socket that a killed proxy left behind blocks the next start. Must be an absolute path.
   * `?unix-socket` behind the instance URI.
   * @default that of the process
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L711
   */
  readonly unixSocket?: string;
  /**
   * The folder of the Unix socket of this instance. Its parent must exist, and the socket in it is .s.PGSQL.5432. Must be an absolute path.
   * `?unix-socket-path`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L964
   */
  readonly unixSocketPath?: string;
  /**
   * Logs database clients in with the token of the IAM principal. On for one instance, it is on for all instances of the process.
   * `?auto-iam-authn` behind the instance URI.
   * @default that of the process
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L713
   */
  readonly autoIamAuthn?: boolean;
  /**
   * Connects to the public IP address of instances instead of the private one.
   * `?public-ip` behind the instance URI.
   * @default that of the process
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L715
   */
  readonly publicIp?: boolean;
  /**
   * Connects through Private Service Connect: to the DNS name of the instance, which you point at your endpoint.
   * `?psc` behind the instance URI.
   * @default that of the process
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L717
   */
  readonly psc?: boolean;
}

/** What can be set for the whole process. */
export interface ProxyFlags {
  /**
   * The TCP port of the first instance that has none of its own. The next such instance gets the next port. Must be a port number from 1 to 65535.
   * `--port`
   * @default 5432
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L709
   */
  readonly port?: number;
  /**
   * The IP address on which instances are served. 0.0.0.0 opens them to the whole pod network, over IPv6 too. Must be an IP address such as 127.0.0.1.
   * `--address`
   * @default 127.0.0.1
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L707
   */
  readonly address?: string;
  /**
   * Serves instances on Unix sockets in folders below this directory, which must exist. A socket that a killed proxy left behind blocks the next start. Must be an absolute path.
   * `--unix-socket`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L711
   */
  readonly unixSocket?: string;
  /**
   * Logs database clients in with the token of the IAM principal. On for one instance, it is on for all instances of the process.
   * `--auto-iam-authn`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L713
   */
  readonly autoIamAuthn?: boolean;
  /**
   * Connects to the public IP address of instances instead of the private one.
   * `--public-ip`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L715
   */
  readonly publicIp?: boolean;
  /**
   * Connects through Private Service Connect: to the DNS name of the instance, which you point at your endpoint.
   * `--psc`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L717
   */
  readonly psc?: boolean;
  /**
   * An OAuth 2.0 access token to use for everything. It is never refreshed and ends after an hour at most.
   * `--token`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L613
   */
  readonly token?: HiddenValue;
  /**
   * An access token for IAM login alone. It is never refreshed.
   * `--login-token`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L615
   */
  readonly loginToken?: HiddenValue;
  /**
   * A credentials file in JSON, such as the key of an IAM service account. Workload Identity needs none. Must be an absolute path.
   * `--credentials-file`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L618
   */
  readonly credentialsFile?: string;
  /**
   * The content of a credentials file.
   * `--json-credentials`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L620
   */
  readonly jsonCredentials?: HiddenValue;
  /**
   * Takes the credential of the gcloud program, which the images do not have.
   * `--gcloud-auth`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L622
   */
  readonly gcloudAuth?: boolean;
  /**
   * The impersonation chain as IAM service accounts: the first is the target, each further one impersonates the one before it. Must be e-mails of IAM service accounts with commas between them, the target first.
   * `--impersonate-service-account`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L653
   */
  readonly impersonateServiceAccount?: readonly string[];
  /**
   * The URL of the Admin API, for private access or a local AlloyDB. Must be an http or https URL such as https://alloydb.googleapis.com.
   * `--alloydbadmin-api-endpoint`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L643
   */
  readonly alloydbadminApiEndpoint?: string;
  /**
   * The domain of a Google Cloud universe other than googleapis.com. Must be a domain name such as example.com.
   * `--universe-domain`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L646
   */
  readonly universeDomain?: string;
  /**
   * Refreshes certificates when a connection needs one, and not in the background: for containers whose CPU is taken away between requests.
   * `--lazy-refresh`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L692
   */
  readonly lazyRefresh?: boolean;
  /**
   * A JSON file with addresses and certificates instead of the Admin API: for development only. Must be an absolute path.
   * `--static-connection-info`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L698
   */
  readonly staticConnectionInfo?: string;
  /**
   * Connects to every instance before serving, and ends with exit code 1 if one cannot be reached. It has no timeout: a firewall that drops packets holds it for minutes.
   * `--run-connection-test`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L689
   */
  readonly runConnectionTest?: boolean;
  /**
   * The most connections at a time, over all instances. A further one is closed without an error that the client could show. 0 is no limit. Must be a whole number from 0 to 9007199254740991.
   * `--max-connections`
   * @default 0
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L632
   */
  readonly maxConnections?: number;
  /**
   * Serves /startup, /readiness and /liveness on the HTTP server.
   * `--health-check`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L682
   */
  readonly healthCheck?: boolean;
  /**
   * Makes every call of /startup connect to every instance. It has no timeout.
   * `--with-backend-check`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L686
   */
  readonly withBackendCheck?: boolean;
  /**
   * Serves metrics for Prometheus at /metrics on the HTTP server.
   * `--prometheus`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L668
   */
  readonly prometheus?: boolean;
  /**
   * The word in front of the names of the Prometheus metrics. Must be letters, digits and underscores, not starting with a digit.
   * `--prometheus-namespace`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L670
   */
  readonly prometheusNamespace?: string;
  /**
   * The address of the HTTP server. Probes of the kubelet come to the address of the pod, so they need 0.0.0.0. Must be an IP address such as 0.0.0.0, or localhost.
   * `--http-address`
   * @default localhost
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L672
   */
  readonly httpAddress?: string;
  /**
   * The port of the HTTP server. Must be a port number from 1 to 65535.
   * `--http-port`
   * @default 9090
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L674
   */
  readonly httpPort?: number;
  /**
   * Ends the proxy when /quitquitquit of the admin server is called.
   * `--quitquitquit`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L678
   */
  readonly quitquitquit?: boolean;
  /**
   * Serves the Go profiler on the admin server.
   * `--debug`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L676
   */
  readonly debug?: boolean;
  /**
   * The port of the admin server, which is always on localhost. It can be set without that server, so that every port is written down. Must be a port number from 1 to 65535.
   * `--admin-port`
   * @default 9091
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L680
   */
  readonly adminPort?: number;
  /**
   * How long new connections are still accepted after SIGTERM. Must be a duration with a unit, of zero or more, such as 30s or 1m30s.
   * `--min-sigterm-delay`
   * @default 0s
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L635
   */
  readonly minSigtermDelay?: string;
  /**
   * How long open connections may last after SIGTERM. One that is still open then makes the exit code 1. Must be a duration with a unit, of zero or more, such as 30s or 1m30s.
   * `--max-sigterm-delay`
   * @default 0s
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L638
   */
  readonly maxSigtermDelay?: string;
  /**
   * Ends with exit code 0 instead of 143 after SIGTERM.
   * `--exit-zero-sigterm`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L700
   */
  readonly exitZeroSigterm?: boolean;
  /**
   * Writes logs as JSON in the form of Cloud Logging.
   * `--structured-logs`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L628
   */
  readonly structuredLogs?: boolean;
  /**
   * Logs the schedule of certificate refreshes and every dial.
   * `--debug-logs`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L630
   */
  readonly debugLogs?: boolean;
  /**
   * Logs errors only.
   * `--quiet`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L656
   */
  readonly quiet?: boolean;
  /**
   * User agents that are added to that of the proxy in calls of the Admin API. Must be words with a space between them, in printable ASCII.
   * `--user-agent`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L611
   */
  readonly userAgent?: readonly string[];
  /**
   * The project whose Cloud Monitoring and Cloud Trace get metrics and traces. Must be text without control characters, and not empty.
   * `--telemetry-project`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L658
   */
  readonly telemetryProject?: string;
  /**
   * The prefix of the names of the metrics in Cloud Monitoring. Must be text without control characters, and not empty.
   * `--telemetry-prefix`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L666
   */
  readonly telemetryPrefix?: string;
  /**
   * One call out of this many is traced. Must be a whole number of at least 1.
   * `--telemetry-sample-rate`
   * @default 10000
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L662
   */
  readonly telemetrySampleRate?: number;
  /**
   * Sends no traces to the telemetry project.
   * `--disable-traces`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L660
   */
  readonly disableTraces?: boolean;
  /**
   * Sends no metrics to the telemetry project.
   * `--disable-metrics`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L664
   */
  readonly disableMetrics?: boolean;
  /**
   * Stops the metrics that the proxy sends to AlloyDB itself.
   * `--disable-built-in-telemetry`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L703
   */
  readonly disableBuiltInTelemetry?: boolean;
  /**
   * Serves every instance that a client asks for in this directory, by FUSE. The standard image has none. Must be an absolute path.
   * `--fuse`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L648
   */
  readonly fuse?: string;
  /**
   * Where FUSE keeps its Unix sockets. Must be an absolute path.
   * `--fuse-tmp-dir`
   * @default /tmp/alloydb-tmp
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L650
   */
  readonly fuseTmpDir?: string;
  /**
   * A TOML, YAML or JSON file with further flags and instance URIs. What it says is not checked here. Must be an absolute path.
   * `--config-file`
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L609
   */
  readonly configFile?: string;
}

/** What the subcommand `wait` takes. */
export interface WaitFlags {
  /**
   * The address of the HTTP server. Probes of the kubelet come to the address of the pod, so they need 0.0.0.0. Must be an IP address such as 0.0.0.0, or localhost.
   * `--http-address`
   * @default localhost
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L672
   */
  readonly httpAddress?: string;
  /**
   * The port of the HTTP server. Must be a port number from 1 to 65535.
   * `--http-port`
   * @default 9090
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L674
   */
  readonly httpPort?: number;
  /**
   * Logs errors only.
   * `--quiet`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L656
   */
  readonly quiet?: boolean;
  /**
   * How long to go on asking. It does not bound a single call, which may hang for ever. Must be a duration with a unit, of zero or more, such as 30s or 1m30s.
   * `--max`
   * @default 30s
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L575
   */
  readonly max?: string;
}

/** What the subcommand `shutdown` takes. */
export interface ShutdownFlags {
  /**
   * The address of the HTTP server. Probes of the kubelet come to the address of the pod, so they need 0.0.0.0. Must be an IP address such as 0.0.0.0, or localhost.
   * `--http-address`
   * @default localhost
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L672
   */
  readonly httpAddress?: string;
  /**
   * The port of the HTTP server. Must be a port number from 1 to 65535.
   * `--http-port`
   * @default 9090
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L674
   */
  readonly httpPort?: number;
  /**
   * The port of the admin server, which is always on localhost. It can be set without that server, so that every port is written down. Must be a port number from 1 to 65535.
   * `--admin-port`
   * @default 9091
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L680
   */
  readonly adminPort?: number;
  /**
   * Logs errors only.
   * `--quiet`
   * @default false
   * @see https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L656
   */
  readonly quiet?: boolean;
}

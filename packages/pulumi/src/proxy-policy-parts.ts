import type { Input } from '@pulumi/pulumi';
import type { ImageVariant, ProbeMethod, PullPolicy } from './proxy-choices';

/** Which image of the Auth Proxy runs. Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy#container-images */
export interface ProxyImageArgs {
  /**
   * Version, `X.Y.Z` without a `v`.
   * @default '1.17.1', the version that everything here is verified against
   */
  version?: Input<string>;
  /**
   * `sha256:…` of the version beside it, and of its variant. The version stays in the reference, for the reader. Where none is
   * said, it is the library's: say it, or an update of the library names another version than the digest pins. Who says
   * another version or variant than the organisation loses the organisation's digest.
   * @default - none
   */
  digest?: Input<string>;
  /**
   * Where the image is pulled from: host and path without the image's own name.
   * @default 'gcr.io/alloydb-connectors'
   */
  registry?: Input<string>;
  /**
   * `distroless` has the proxy and nothing else; `alpine` has a shell.
   * @default 'distroless'
   */
  variant?: Input<ImageVariant>;
  /**
   * Accept a tag that moves, such as `latest` or `1.17`, as version. What runs then depends on when a node pulled it. With a
   * digest nothing moves, and this is not needed.
   * @default false
   */
  allowMovingTag?: Input<boolean>;
  /**
   * When a node pulls the image.
   * @default 'IfNotPresent'; 'Always' for a moving tag without a digest
   */
  pullPolicy?: Input<PullPolicy>;
}

/** CPU and memory of the proxy's container. */
export interface ProxyResourcesArgs {
  /**
   * CPU request, at most the limit. One new connection costs about 2 ms of CPU, a query 30 µs (measured with version 1.17.1).
   * @default '100m', or the limit where that is lower
   */
  cpuRequest?: Input<string>;
  /**
   * A throttled proxy renews its certificates late and drops connections: set a limit only where an admission policy
   * demands one.
   * @default - none
   */
  cpuLimit?: Input<string>;
  /**
   * Request and limit, at least `32Mi`.
   * @default - measured: 35 MiB + 130 KiB for each of maxConnections, + 27 MiB with exec probes
   */
  memory?: Input<string>;
}

/** How Kubernetes finds out how the proxy is. */
export interface ProxyProbesArgs {
  /**
   * `http` opens the health port on the pod's address (health and metrics, nothing else). `exec` opens nothing and runs the
   * proxy's own `wait` command in the container, about 27 MiB more memory.
   * @default 'http'
   */
  method?: Input<ProbeMethod>;
  /**
   * Seconds that the proxy may take to start, at most a week.
   * @default 60
   */
  startupSeconds?: Input<number>;
  /**
   * Restart the proxy when it does not answer for 5 minutes. With `exec` not together with `verify: 'startup'`. A restart drops all connections; a proxy that ended is
   * restarted without this.
   * @default false
   */
  liveness?: Input<boolean>;
  /**
   * A readiness probe on `/startup`, for admission policies that demand one. Once passed it never fails again, so that it
   * never takes a pod out of a Service. (On `/readiness` it would, at maxConnections and during shutdown.) Not together with
   * `verify: 'startup'`, with which it would fail again.
   * @default false
   */
  readiness?: Input<boolean>;
}

/** Metrics for Prometheus. */
export interface PrometheusArgs {
  /**
   * `false` sends none, where the organisation says otherwise.
   * @default true
   */
  enabled?: Input<boolean>;
  /**
   * What goes before the names of the metrics.
   * @default - none
   */
  namespace?: Input<string>;
}

/** Traces and metrics to a project of yours. */
export interface TelemetryArgs {
  /**
   * `false` sends none, where the organisation says otherwise.
   * @default true
   */
  enabled?: Input<boolean>;
  /**
   * Project that receives traces and metrics. The proxy's identity needs monitoring.metricWriter and cloudtrace.agent there.
   * @default - has to be said, unless `enabled` is false
   */
  project?: Input<string>;
  /**
   * What goes before the names of the metrics.
   * @default - none
   */
  prefix?: Input<string>;
  /**
   * One in so many requests is traced.
   * @default 10000
   */
  sampleRate?: Input<number>;
  /**
   * Whether traces are sent.
   * @default true
   */
  traces?: Input<boolean>;
  /**
   * Whether metrics are sent.
   * @default true
   */
  metrics?: Input<boolean>;
}

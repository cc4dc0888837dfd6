/** What decides how a pod shuts down. */
export interface ShutdownInput {
  /** The form of the sidecar. */
  readonly sidecar: 'native' | 'classic';
  /** A pod that ends by itself, as in a Job. */
  readonly endsByItself: boolean;
  /** Seconds that the application may take from SIGTERM until it has stopped. */
  readonly applicationDrainSeconds: number;
  /** Seconds that the proxy then waits for open connections to end. */
  readonly proxyDrainSeconds: number;
  /** Processes of this proxy. Native sidecars stop one after the other. */
  readonly processes: number;
  /**
   * Seconds that native sidecars of other proxies take to drain.
   * @default 0
   */
  readonly otherDrainSeconds?: number;
}

/** How the proxy and the pod shut down, in seconds. */
export interface ShutdownTiming {
  /** How long the proxy goes on accepting connections after SIGTERM. */
  readonly minSigtermDelaySeconds: number;
  /** How long it then waits for open connections to end. */
  readonly maxSigtermDelaySeconds: number;
  /** Exit code 0 at SIGTERM. The proxy then ignores the minimum delay, so that the two are never set together. */
  readonly exitZero: boolean;
  /** The application ends the proxy by a request. */
  readonly quitByRequest: boolean;
  /** The least terminationGracePeriodSeconds of the pod. */
  readonly gracePeriodSeconds: number;
}

/** The proxy's own end takes up to 3 s (it flushes metrics); the rest is for a busy node. */
export const shutdownMarginSeconds = 5;

/**
 * The shutdown arithmetic.
 *
 * - Native sidecar: the kubelet stops it after the application, so it needs no delay of its own; it then waits for what is
 *   still open. Exit code 0.
 * - Classic sidecar: it gets SIGTERM together with the application and must go on serving until that has stopped. Exit code 143.
 * - In a Job the application has ended when a native sidecar is stopped: nothing is left to wait for. A classic one must be
 *   ended by the application.
 *
 * Source: verified with version 1.17.1 on a kubelet; https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function shutdownTiming(input: ShutdownInput): ShutdownTiming {
  const native = input.sidecar === 'native';
  const maxSigtermDelaySeconds = input.endsByItself ? 0 : input.proxyDrainSeconds;
  const stages = native ? input.processes : 1;
  return {
    minSigtermDelaySeconds: native ? 0 : input.applicationDrainSeconds,
    maxSigtermDelaySeconds,
    exitZero: native,
    quitByRequest: !native && input.endsByItself,
    gracePeriodSeconds:
      input.applicationDrainSeconds + stages * maxSigtermDelaySeconds + (input.otherDrainSeconds ?? 0) + shutdownMarginSeconds,
  };
}

/** What a given grace period leaves for the application; negative if it does not even cover the proxy. */
export function applicationDrainWithin(gracePeriodSeconds: number, input: Omit<ShutdownInput, 'applicationDrainSeconds'>): number {
  return gracePeriodSeconds - shutdownTiming({ ...input, applicationDrainSeconds: 0 }).gracePeriodSeconds;
}

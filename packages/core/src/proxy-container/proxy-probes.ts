import type { JsonObject } from '../kubernetes/json';
import { renderWaitArgs } from '../proxy-flags/render-args';

/** The entry point of the image. */
const executable = '/alloydb-auth-proxy';

/** Which probes the container has, every default filled in. */
export interface ProbePlan {
  /** Whether the kubelet asks the health port, or runs a command in the container. */
  readonly method: 'http' | 'exec';
  /** Seconds that the proxy may take to start. */
  readonly startupSeconds: number;
  /** Whether there is a liveness probe. */
  readonly liveness: boolean;
  /** Whether there is a readiness probe. */
  readonly readiness: boolean;
}

/**
 * The probes of a proxy. A kubelet's httpGet goes to the pod's address: it needs the health server there, never a `host`.
 * Every probe has a time limit, since the proxy's own `wait` has none against a proxy that hangs.
 */
export function proxyProbes(plan: ProbePlan, httpPort: number): JsonObject {
  const probe = (path: string, timing: ProbeTiming): JsonObject => ({
    ...(plan.method === 'exec' && { exec: { command: [executable, ...renderWaitArgs({ max: '1s', httpPort })] } }),
    failureThreshold: timing.failureThreshold,
    ...(plan.method === 'http' && { httpGet: { path, port: httpPort, scheme: 'HTTP' } }),
    periodSeconds: timing.periodSeconds,
    successThreshold: 1,
    timeoutSeconds: timing.timeoutSeconds,
  });
  return {
    ...(plan.liveness && { livenessProbe: probe('/liveness', { periodSeconds: 60, failureThreshold: 5, timeoutSeconds: 30 }) }),
    ...(plan.readiness && { readinessProbe: probe('/startup', { periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5 }) }),
    startupProbe: probe('/startup', { periodSeconds: 1, failureThreshold: plan.startupSeconds, timeoutSeconds: 5 }),
  };
}

interface ProbeTiming {
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly timeoutSeconds: number;
}

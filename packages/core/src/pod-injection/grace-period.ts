import type { ProblemList } from '../errors/problem-list';
import type { PodSpec } from '../kubernetes/pod';
import type { AuthProxyModel } from '../proxy-container/auth-proxy-model';
import { applicationDrainWithin, type ShutdownTiming, shutdownMarginSeconds, shutdownTiming } from '../proxy-container/shutdown-timing';
import { problem } from './pod-injection-codes';

/** What Kubernetes gives a pod that says nothing. */
const kubernetesDefaultSeconds = 30;

/** A pod that ends by itself has one of these restart policies; everything that runs for ever must have `Always`. */
export function endsByItself(spec: PodSpec): boolean {
  return spec.restartPolicy === 'Never' || spec.restartPolicy === 'OnFailure';
}

/** How the pod shuts down. */
export interface PodShutdown {
  readonly timing: ShutdownTiming;
  /** The grace period that the pod gets. */
  readonly gracePeriodSeconds: number;
}

/**
 * Works out how the pod shuts down, with the proxies that are injected beside ours. A grace period that the pod has is kept:
 * the longest drain that is asked for must fit into it, and without such a wish the application gets what it leaves.
 */
export function podShutdown(
  model: AuthProxyModel,
  beside: readonly AuthProxyModel[],
  spec: PodSpec,
  path: string,
  problems: ProblemList,
): PodShutdown {
  const given = spec.terminationGracePeriodSeconds ?? undefined; // YAML may say null.
  const ends = endsByItself(spec);
  const input = {
    sidecar: model.sidecar,
    endsByItself: ends,
    proxyDrainSeconds: model.proxyDrainSeconds,
    processes: model.processes.length,
    otherDrainSeconds: ends ? 0 : nativeDrainSeconds(beside),
  };
  const asked = [model, ...beside].flatMap(({ applicationDrainSeconds }) => applicationDrainSeconds ?? []);
  const left = given === undefined ? kubernetesDefaultSeconds : applicationDrainWithin(given, input);
  const application = asked.length > 0 ? Math.max(...asked) : Math.max(0, left);
  const timing = shutdownTiming({ ...input, applicationDrainSeconds: application });
  const needed = timing.gracePeriodSeconds;
  if (given !== undefined && given < needed) {
    const proxy = needed - application - shutdownMarginSeconds;
    const values = { grace: given, needed, application, proxy, margin: shutdownMarginSeconds };
    problems.add(problem('grace-period-too-short', `${path}.terminationGracePeriodSeconds`, values));
  }
  return { timing, gracePeriodSeconds: given ?? needed };
}

/** Native sidecars stop one after the other: their drains add up. Classic ones drain together with ours. */
function nativeDrainSeconds(models: readonly AuthProxyModel[]): number {
  return models
    .filter(({ sidecar }) => sidecar === 'native')
    .reduce((seconds, { proxyDrainSeconds, processes }) => seconds + proxyDrainSeconds * processes.length, 0);
}

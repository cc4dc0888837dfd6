import type { ProblemList } from '../errors/problem-list';
import type { PodSpec } from '../kubernetes/pod';
import type { AuthProxyModel } from '../proxy-container/auth-proxy-model';
import { applicationDrainWithin, type ShutdownTiming, shutdownMarginSeconds, shutdownTiming } from '../proxy-container/shutdown-timing';
import { otherNativeDrainSeconds } from './other-proxies';
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
 * Works out how the pod shuts down. A grace period that the pod has is kept: the drain that the user asks for must fit into it,
 * and without such a wish the application gets what it leaves. One that another proxy set for the same drain grows by ours.
 */
export function podShutdown(
  model: AuthProxyModel,
  spec: PodSpec,
  own: ReadonlySet<string>,
  path: string,
  problems: ProblemList,
): PodShutdown {
  const given = spec.terminationGracePeriodSeconds ?? undefined; // YAML may say null.
  const input = {
    sidecar: model.sidecar,
    endsByItself: endsByItself(spec),
    proxyDrainSeconds: model.proxyDrainSeconds,
    processes: model.processes.length,
    otherDrainSeconds: otherNativeDrainSeconds(spec, own),
  };
  const left = given === undefined ? kubernetesDefaultSeconds : applicationDrainWithin(given, input);
  const application = model.applicationDrainSeconds ?? Math.max(0, left);
  const timing = shutdownTiming({ ...input, applicationDrainSeconds: application });
  const needed = timing.gracePeriodSeconds;
  if (given === undefined || given >= needed) return { timing, gracePeriodSeconds: given ?? needed };
  const withoutUs = shutdownTiming({ ...input, applicationDrainSeconds: application, proxyDrainSeconds: 0 }).gracePeriodSeconds;
  const isFromOtherProxy = input.otherDrainSeconds > 0 && given === withoutUs;
  if (!isFromOtherProxy) {
    const proxy = needed - application - shutdownMarginSeconds;
    const values = { grace: given, needed, application, proxy, margin: shutdownMarginSeconds };
    problems.add(problem('grace-period-too-short', `${path}.terminationGracePeriodSeconds`, values));
  }
  return { timing, gracePeriodSeconds: needed };
}

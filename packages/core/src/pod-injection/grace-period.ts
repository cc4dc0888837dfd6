import type { ProblemList } from '../errors/problem-list';
import type { PodSpec } from '../kubernetes/pod';
import type { AuthProxyModel } from '../proxy-container/auth-proxy-model';
import { applicationDrainWithin, type ShutdownTiming, shutdownTiming } from '../proxy-container/shutdown-timing';
import { problem } from './pod-injection-codes';

/** What Kubernetes gives a pod that says nothing. */
const kubernetesDefaultSeconds = 30;

/** A pod that ends by itself has one of these restart policies; everything that runs for ever must have `Always`. */
export function endsByItself(spec: PodSpec): boolean {
  return spec.restartPolicy === 'Never' || spec.restartPolicy === 'OnFailure';
}

/**
 * How the pod shuts down. A grace period that the pod has is kept: the drain that the user asks for must fit into it, and
 * without such a wish the application gets what it leaves.
 */
export function podShutdown(model: AuthProxyModel, spec: PodSpec, path: string, problems: ProblemList): ShutdownTiming {
  const given = spec.terminationGracePeriodSeconds ?? undefined; // YAML may say null.
  const input = {
    sidecar: model.sidecar,
    endsByItself: endsByItself(spec),
    proxyDrainSeconds: model.proxyDrainSeconds,
    processes: model.processes.length,
  };
  const left = given === undefined ? kubernetesDefaultSeconds : applicationDrainWithin(given, input);
  const application = model.applicationDrainSeconds ?? Math.max(0, left);
  const timing = shutdownTiming({ ...input, applicationDrainSeconds: application });
  if (given !== undefined && given < timing.gracePeriodSeconds) {
    const proxy = timing.maxSigtermDelaySeconds;
    const values = { grace: given, needed: timing.gracePeriodSeconds, application, proxy };
    problems.add(problem('grace-period-too-short', `${path}.terminationGracePeriodSeconds`, values));
  }
  return timing;
}

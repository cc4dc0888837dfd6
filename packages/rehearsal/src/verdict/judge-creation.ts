import type { CaseValues, CauseCode } from '@alloydb-gke/core';
import { namespaceWithGrants } from './account-with-grants';
import { type ContainerView, listeningOn, type PodView } from './pod-view';
import type { FoundCause, Verdict, Wish } from './verdict';

/** What depends on the pod being there at all. */
export const wholePod = 'the pod';

/** Whether the pod and its containers can be created. */
export function judgeCreation(pod: PodView, verdict: Verdict): void {
  const wish: Wish = {
    code: 'created',
    subject: pod.plan.workload.name,
    text: 'the pod and its containers can be created',
    brief: 'created',
  };
  const { cannotBeCreated } = pod.plan;
  if (cannotBeCreated) {
    verdict.failed(wish, creationCause(pod, cannotBeCreated.message, wish.subject) ?? { cause: undefined, seen: cannotBeCreated.message });
    verdict.trouble(wholePod);
    return;
  }
  if (actsAsNode(pod)) {
    verdict.failed(wish, { cause: 'host-network', values: pod.values, seen: 'hostNetwork: true' });
    verdict.trouble(wholePod);
    return;
  }
  const stuck = pod.containers.flatMap((container) => {
    const message = obstacleOf(container);
    const found = message === undefined ? undefined : creationCause(pod, message, container.plan.name);
    return found ? [{ container, found }] : [];
  });
  if (stuck.length === 0) return verdict.passed(wish);
  for (const { container, found } of stuck) {
    verdict.failed(
      { ...wish, subject: container.plan.name, text: `the container ${container.plan.name} can be created`, brief: 'created' },
      found,
    );
    verdict.trouble(container.plan.name);
  }
}

/** Whether a proxy of the pod gets its identity from the node: on its network the metadata server is that of the node. */
function actsAsNode({ plan, proxies }: PodView): boolean {
  const bringsOwn = ({ invocation: { flags } }: PodView['proxies'][number]): boolean =>
    [flags.credentialsFile, flags.jsonCredentials, flags.token, flags.gcloudAuth].some(Boolean);
  return plan.hostNetwork && !proxies.every(bringsOwn);
}

/** Why a container was not created: by the plan, or else as kubelet says. */
function obstacleOf({ plan, facts }: ContainerView): string | undefined {
  if (plan.cannotBeCreated) return plan.cannotBeCreated.message;
  // That a proxy's program is not there is said where it should start.
  if (plan.role === 'proxy' && facts.cannotStart !== undefined) return undefined;
  return facts.waiting && !/CrashLoopBackOff|PodInitializing/.test(facts.waiting.reason) ? facts.waiting.message : undefined;
}

/** What kubelet and the API server say, and what it is a sign of. */
const sayings: readonly { readonly pattern: RegExp; readonly cause: CauseCode; readonly names?: readonly (keyof CaseValues)[] }[] = [
  { pattern: /serviceaccount "([^"]+)" not found/, cause: 'kubernetes-service-account-missing', names: ['kubernetesServiceAccount'] },
  { pattern: /secret "([^"]+)" not found/, cause: 'secret-missing', names: ['secret'] },
  { pattern: /couldn't find key (\S+) in Secret [^/]+\/(\S+)/, cause: 'secret-missing', names: ['secretKey', 'secret'] },
  { pattern: /configmap "([^"]+)" not found/, cause: 'config-map-missing', names: ['configMap'] },
  { pattern: /couldn't find key (\S+) in ConfigMap [^/]+\/(\S+)/, cause: 'config-map-missing', names: ['secretKey', 'configMap'] },
  { pattern: /breaks non-root policy|image will run as root|non-numeric user/, cause: 'runs-as-root' },
  { pattern: /unsupported fieldPath/, cause: 'field-not-supported' },
  { pattern: /probe: port .* not found/, cause: 'probe-port-missing' },
  { pattern: /may not be set for init containers without restartPolicy=Always/, cause: 'sidecar-restart-policy-stripped' },
];

function creationCause(pod: PodView, message: string, container: string): FoundCause | undefined {
  for (const { pattern, cause, names = [] } of sayings) {
    const found = pattern.exec(message);
    if (!found) continue;
    const namespaceOfAccount = cause === 'kubernetes-service-account-missing' ? namespaceWithGrants(pod) : undefined;
    if (namespaceOfAccount !== undefined) {
      return { cause: 'namespace-not-named', values: { ...pod.values, namespaceOfAccount }, seen: message };
    }
    const named = Object.fromEntries(names.map((name, index) => [name, found[index + 1]]));
    // A Secret that is not there at all is named without its key, which is nearly always this one.
    const key = cause === 'secret-missing' && !names.includes('secretKey') ? { secretKey: 'password' } : {};
    return { cause, values: { ...pod.values, container, message, ...key, ...named }, seen: message };
  }
  const proxy = pod.proxies.find(({ plan }) => plan.name === container);
  const values = { ...pod.values, container, message, ...(proxy && { listening: listeningOn(proxy) }) };
  return /exec|executable|no such file|image/i.test(message) ? { cause: 'container-cannot-start', values, seen: message } : undefined;
}

import { type DatabaseTarget, iamDatabaseUser, listenersOf, type ProxyInvocation } from '@alloydb-gke/core';
import type { ClusterSpec, EmulatorSpec } from '@alloydb-gke/emulator';
import { roleOf } from './plan-container';
import type { ContainerPlan, PodPlan } from './pod-plan';

type Containers = Pick<PodPlan, 'initContainers' | 'containers'>;

/** Who a pod is in the cloud that is stood in for. */
export interface CloudOfPod {
  readonly spec: EmulatorSpec | undefined;
  /** The e-mail in the annotation of its Kubernetes service account. */
  readonly iamServiceAccount: string | undefined;
}

/**
 * Where no variable of a pod names a database, its first container that is no proxy is taken for what uses it: by what its proxies
 * listen on, as a database user of the cloud side.
 */
export function withAssumedTargets(pod: Containers, ending: PodPlan['ending'], cloud: CloudOfPod): Containers {
  const all = [...pod.initContainers, ...pod.containers];
  if (all.some(({ role }) => role === 'application' || role === 'task')) return pod;
  const proxies = all.flatMap(({ invocation }) => invocation ?? []);
  const first = pod.containers.find(({ role }) => role === 'bystander');
  const targets = proxies.flatMap((invocation) => targetsOf(invocation, cloud));
  if (!first || targets.length === 0) return pod;
  const changed = (container: ContainerPlan): ContainerPlan =>
    container === first ? { ...container, role: roleOf(container.place, true, ending), assumedTargets: targets } : container;
  return { initContainers: pod.initContainers, containers: pod.containers.map(changed) };
}

function targetsOf(invocation: ProxyInvocation, cloud: CloudOfPod): readonly DatabaseTarget[] {
  return listenersOf(invocation).flatMap((listener): readonly DatabaseTarget[] => {
    if (listener.server !== 'database') return [];
    const uri = invocation.instances[listener.instance ?? 0]?.uri ?? '';
    const login = loginOf(invocation, uri, cloud);
    if (listener.network === 'unix') return [{ from: 'assumed', host: listener.path.replace(/\/[^/]*$/, ''), port: 5432, ...login }];
    const host = ['0.0.0.0', '::'].includes(listener.address) ? '127.0.0.1' : listener.address;
    return listener.port === 0 ? [] : [{ from: 'assumed', host, port: listener.port, ...login }];
  });
}

function loginOf(
  invocation: ProxyInvocation,
  uri: string,
  { spec, iamServiceAccount }: CloudOfPod,
): Pick<DatabaseTarget, 'user' | 'database' | 'password'> {
  const cluster: ClusterSpec | undefined = spec?.clusters[uri.replace(/\/instances\/.*$/, '')];
  const isIam = usesIamLogin(invocation);
  const email = invocation.flags.impersonateServiceAccount?.[0] ?? iamServiceAccount;
  const own = isIam && email !== undefined ? iamDatabaseUser(email) : undefined;
  const users = Object.entries(cluster?.users ?? {}).filter(([, { auth }]) => auth === (isIam ? 'iam' : 'built-in'));
  const [user, found] = users.find(([name]) => name === own) ?? (own === undefined ? users[0] : undefined) ?? [own, undefined];
  if (user === undefined) return {};
  const databases = Object.entries(cluster?.databases ?? {});
  const granted = databases.find(([, { grants = [], owner }]) => owner === user || grants.some(({ to }) => to === user));
  const [database = 'postgres'] = granted ?? databases[0] ?? [];
  return { user, database, ...(found?.auth === 'built-in' && { password: found.password }) };
}

/** One instance that logs in by IAM makes all of them do so. */
export function usesIamLogin({ flags, instances }: ProxyInvocation): boolean {
  return flags.autoIamAuthn === true || instances.some((instance) => instance.flags.autoIamAuthn === true);
}

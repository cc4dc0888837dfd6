import type { PodView } from './pod-view';

/**
 * The Kubernetes service account that a pod is meant to run as and does not name: another one of its namespace to which something
 * is granted. Undefined for a pod that names one, and for one whose namespace's `default` is granted something.
 */
export function accountWithGrants(pod: PodView): string | undefined {
  const { serviceAccount, workload } = pod.plan;
  if (serviceAccount !== 'default') return undefined;
  const granted = grantedAccounts(pod).filter(({ namespace }) => namespace === workload.namespace);
  if (granted.some(({ name }) => name === 'default')) return undefined;
  const known = pod.cloud.spec.kubernetesServiceAccounts ?? [];
  return granted.find(({ name, namespace }) => known.some((one) => one.name === name && one.namespace === namespace))?.name;
}

/**
 * The namespace that a pod is meant to be in, where its manifest names none: the only other one that has its Kubernetes service
 * account, or in which something is granted to that. Undefined where something is granted to it in the pod's own.
 */
export function namespaceWithGrants(pod: PodView): string | undefined {
  const { serviceAccount, workload, namesNoNamespace } = pod.plan;
  if (!namesNoNamespace || serviceAccount === 'default') return undefined;
  const granted = grantedAccounts(pod).filter(({ name }) => name === serviceAccount);
  if (granted.some(({ namespace }) => namespace === workload.namespace)) return undefined;
  const known = (pod.cloud.spec.kubernetesServiceAccounts ?? []).filter(({ name }) => name === serviceAccount);
  const namespaces = new Set([...granted, ...known].map(({ namespace }) => namespace));
  const [other, ...more] = [...namespaces].filter((namespace) => namespace !== workload.namespace);
  return more.length === 0 ? other : undefined;
}

interface AccountName {
  readonly name: string;
  readonly namespace: string;
}

/** The Kubernetes service accounts that IAM policies name. */
function grantedAccounts({ cloud: { spec } }: PodView): readonly AccountName[] {
  const policies = Object.values(spec.projects ?? {}).flatMap(({ iam = [], serviceAccounts = {} }) => [
    iam,
    ...Object.values(serviceAccounts).map((one) => one.iam ?? []),
  ]);
  return policies.flat().flatMap(({ members }) =>
    members.flatMap((member) => {
      const [, namespace, name] = /\[(.+)\/(.+)\]$/.exec(member) ?? /\/subject\/ns\/(.+)\/sa\/(.+)$/.exec(member) ?? [];
      return namespace !== undefined && name !== undefined ? [{ namespace, name }] : [];
    }),
  );
}

import { workloadIdentityAnnotation } from '@alloydb-gke/core';
import type { EmulatorSpec, KubernetesServiceAccountSpec } from '@alloydb-gke/emulator';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PodPlan } from '../pod-plan/pod-plan';

/**
 * The spec with the Kubernetes service accounts of the manifests, annotated as those say, and with the `default` one of each
 * namespace that a pod runs as.
 */
export function withAccountsOf(
  spec: EmulatorSpec,
  set: ManifestSet,
  pods: readonly Pick<PodPlan, 'workload' | 'serviceAccount'>[],
): EmulatorSpec {
  const declared = spec.kubernetesServiceAccounts ?? [];
  const workloadPool = workloadPoolOf(spec);
  const same = (one: { readonly name: string; readonly namespace: string }) => (other: typeof one) =>
    one.name === other.name && one.namespace === other.namespace;
  const inManifests = set.objects.flatMap(({ manifest, namespace }): readonly KubernetesServiceAccountSpec[] => {
    const name = manifest.metadata?.name;
    if (manifest.kind !== 'ServiceAccount' || name === undefined) return [];
    const email: unknown = manifest.metadata?.annotations?.[workloadIdentityAnnotation];
    const pool = declared.find(same({ name, namespace }))?.workloadPool ?? workloadPool;
    return [{ name, namespace, workloadPool: pool, ...(typeof email === 'string' && email !== '' && { iamServiceAccount: email }) }];
  });
  const others = declared.filter((account) => !inManifests.some(same(account)));
  const known = [...inManifests, ...others];
  const namespaces = pods.filter(({ serviceAccount }) => serviceAccount === 'default').map(({ workload }) => workload.namespace);
  const defaults = [...new Set(namespaces)]
    .map((namespace) => ({ name: 'default', namespace, workloadPool }))
    .filter((account) => !known.some(same(account)));
  return { ...spec, kubernetesServiceAccounts: [...known, ...defaults] };
}

/** Where the spec does not say it, the GKE cluster is taken to be in the project of the database. */
function workloadPoolOf({ kubernetesServiceAccounts: [first] = [], clusters }: EmulatorSpec): string {
  const [name = ''] = Object.keys(clusters);
  return first?.workloadPool ?? `${name.split('/')[1] ?? 'my-project'}.svc.id.goog`;
}

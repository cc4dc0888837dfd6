import type { KubernetesNode } from '../support/kubernetes-node/kubernetes-node';
import type { Difference } from '../support/manifest-drift/differences';
import { manifestDrift } from '../support/manifest-drift/manifest-drift';
import { type FoundPodTemplate, podTemplateOf } from '../support/manifest-oracle/pod-template';
import type { Manifest } from '../support/manifest-oracle/right-manifests';

/** What a real API server says of some objects. */
export interface ServerVerdict {
  readonly accepted: boolean;
  /** Its refusals and warnings as kubectl prints them; empty for objects that are right. */
  readonly said: string;
  /** What it made of them that nobody asked for. */
  readonly drift: readonly Difference[];
}

export async function serverVerdict(node: KubernetesNode, objects: readonly Manifest[]): Promise<ServerVerdict> {
  const { exitCode, output, errors } = await node.dryRun(objects);
  if (exitCode !== 0) return { accepted: false, said: errors.trim(), drift: [] };
  const result = JSON.parse(output) as Manifest | { readonly kind: 'List'; readonly items: readonly Manifest[] };
  const returned = 'items' in result ? result.items : [result];
  return {
    accepted: true,
    said: errors.trim(),
    drift: objects.flatMap((sent, index) => manifestDrift(sent, returned[index] ?? ({} as Manifest))),
  };
}

/** The pods that the workloads among the objects would make: Pod Security judges those, and warns of the workloads at most. */
export function podsOf(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.flatMap((object) => {
    const found = object.kind === 'Pod' ? undefined : podTemplateOf(object);
    return found === undefined ? [] : [podFrom(object, found)];
  });
}

function podFrom({ metadata: { name, namespace } }: Manifest, { template }: FoundPodTemplate): Manifest {
  const metadata = { ...template.metadata, name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec } as Manifest;
}

/** Makes what a dry run cannot: namespaces that enforce Pod Security `restricted`, and the service accounts that the pods name. */
export async function prepareNamespaces(node: KubernetesNode, objects: readonly Manifest[]): Promise<void> {
  const accounts = new Map<string, Set<string>>();
  for (const object of objects) {
    const names = accounts.get(object.metadata.namespace ?? 'default') ?? new Set();
    accounts.set(object.metadata.namespace ?? 'default', names);
    const account = podTemplateOf(object)?.template.spec?.serviceAccountName;
    if (account !== undefined) names.add(account);
  }
  for (const [namespace, names] of accounts) {
    await node.createRestrictedNamespace(namespace);
    const objects = [...names].map((name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }));
    // As if by another hand, so that the manifest's own service account is still its own.
    if (objects.length > 0) await node.apply(namespace, objects);
  }
}

import { type Connection, databaseTargets } from '@alloydb-gke/core';
import { specForConnection } from '@alloydb-gke/emulator';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PlannedPods } from '../pod-plan/plan-pods';
import type { PodPlan } from '../pod-plan/pod-plan';
import { storedTexts } from '../pod-plan/stored-values';
import { withAccountsOf } from './accounts-of-manifests';
import { checkedSpec } from './checked-spec';
import type { CloudSide } from './cloud-side';
import { mergeSpecs } from './merge-specs';
import { newPassword } from './new-password';

/**
 * The cloud side of connections: exactly what they need. The password of a built-in user is the one that the manifests hand to the
 * application.
 *
 * @param source what the report calls it: `orders.connection.json`
 * @throws RehearsalError if the manifests have a Kubernetes service account that cannot be
 */
export function cloudSideFromConnection(
  connections: readonly [Connection, ...Connection[]],
  source: string,
  set: ManifestSet,
  { pods }: Pick<PlannedPods, 'pods'>,
): CloudSide {
  const passwords: Record<string, string> = {};
  const specs = connections.map((connection) => {
    const namespace = namespaceOf(connection, pods);
    const { auth, databaseUser } = connection;
    if (auth === 'iam') return specForConnection(connection, { namespace });
    const password = passwords[databaseUser] ?? passwordIn(connection, namespace, set, pods) ?? newPassword();
    passwords[databaseUser] = password;
    return specForConnection(connection, { namespace, password });
  });
  const merged = specs.length === 1 && specs[0] ? specs[0] : mergeSpecs(specs);
  return { spec: checkedSpec(withAccountsOf(merged, set, pods), source), source, assumptions: [], manifests: [], passwords };
}

/** The namespace of the pods that run as the connection's Kubernetes service account, where the connection names none. */
function namespaceOf({ identity }: Connection, pods: readonly PodPlan[]): string {
  const own = pods.find(({ serviceAccount }) => serviceAccount === identity.kubernetesServiceAccount) ?? pods[0];
  return identity.namespace ?? own?.workload.namespace ?? 'default';
}

/** The password of a connection's user that the manifests hand to the application. */
export function passwordIn(connection: Connection, namespace: string, set: ManifestSet, pods: readonly PodPlan[]): string | undefined {
  const { passwordSecret, databaseUser } = connection;
  const stored = passwordSecret && storedTexts(set, 'Secret', namespace, passwordSecret.name);
  if (stored && Object.hasOwn(stored, passwordSecret.key)) return stored[passwordSecret.key];
  const targets = pods
    .flatMap(({ initContainers, containers }) => [...initContainers, ...containers])
    .flatMap(({ environment }) => databaseTargets(environment));
  return targets.find(({ user, password }) => user === databaseUser && password !== undefined)?.password;
}

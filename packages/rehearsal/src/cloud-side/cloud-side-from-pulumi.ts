import { type Connection, linkedServiceAccount } from '@alloydb-gke/core';
import type { ClusterSpec, EmulatorSpec, KubernetesServiceAccountSpec } from '@alloydb-gke/emulator';
import { specForConnection } from '@alloydb-gke/emulator';
import type { ManifestSet, ReadManifest } from '../manifests/manifest-set';
import { type PlannedPods, planPods } from '../pod-plan/plan-pods';
import { hiddenPassword } from '../pulumi/clusters-of-plan';
import type { OpenedPlan } from '../pulumi/open-plan';
import { withAccountsOf } from './accounts-of-manifests';
import { assumedConnections, assumedUser } from './assumed-connection';
import { assumedSecrets } from './assumed-secrets';
import { databaseIsThere } from './assumption-sentences';
import { checkedSpec } from './checked-spec';
import type { Assumption, CloudSide } from './cloud-side';
import { passwordIn } from './cloud-side-from-connection';
import { mergeSpecs } from './merge-specs';
import { newPassword } from './new-password';
import { proxyUses } from './pod-logins';

/**
 * The cloud side that Pulumi programs declare. What they use and do not make (a cluster that exists, an IAM service account that
 * exists) is as their connections say. A database that no connection names is an assumption: Google has no API that makes one.
 *
 * @param others connections for what is in no program
 * @throws RehearsalError if the emulator refuses what is declared
 */
export function cloudSideFromPulumi(
  plan: OpenedPlan,
  others: readonly Connection[],
  set: ManifestSet,
  { pods }: Pick<PlannedPods, 'pods'>,
): CloudSide {
  const password = newPassword();
  const secrets = shownSecrets(plan, set, pods, password);
  const whole = { objects: [...set.objects, ...secrets] };
  const connections = [...plan.connections.map(({ connection }) => connection), ...others];
  const adopted = connections.map((connection) =>
    adoptedBy(connection, plan, passwordIn(connection, namespaceOf(connection), whole, pods) ?? password),
  );
  const declared = mergeSpecs([withPasswords(plan, whole, password), ...adopted.map(({ spec }) => spec)]);
  const { spec, assumptions } = withDatabases(declared, whole);
  const accounts = withPool(withAccountsOf(spec, set, pods), plan.workloadPool);
  return {
    spec: checkedSpec(accounts, plan.source),
    source: plan.source,
    assumptions,
    manifests: secrets,
    passwords: {},
    notes: [
      ...new Set([
        ...adopted.flatMap(({ notes }) => notes),
        ...secrets
          .filter((secret) => isMentioned(secret, set))
          .map(({ manifest }) => `The Secret ${manifest.metadata?.name} is not shown: what is hidden of it is taken to be right.`),
      ]),
    ],
  };
}

/** The Secrets that are hidden, each hidden key filled by what its variable is called. */
function shownSecrets(plan: OpenedPlan, set: ManifestSet, pods: PlannedPods['pods'], password: string): readonly ReadManifest[] {
  const { connections } = plan;
  const names = { user: 'app', database: 'postgres' };
  const userOf = (pod: PlannedPods['pods'][number]): string => {
    const own = connections.find(({ connection }) => connection.identity.kubernetesServiceAccount === pod.serviceAccount);
    return own?.connection.databaseUser ?? assumedUser(proxyUses(pod)[0], set, names);
  };
  const made = assumedSecrets(set, pods, { password, database: names.database, userOf }).manifests;
  return plan.hiddenSecrets.flatMap(({ manifest, namespace, origin }) => {
    const filled = made.find((one) => one.namespace === namespace && one.manifest.metadata?.name === manifest.metadata?.name);
    const { hidden: _, ...own } = manifest;
    const hidden = (filled?.manifest['stringData'] ?? {}) as Readonly<Record<string, string>>;
    const shown = { ...(own['data'] as object), ...(own['stringData'] as object) };
    const kept = Object.fromEntries(Object.entries(hidden).filter(([key]) => !Object.hasOwn(shown, key)));
    return [{ manifest: { ...own, stringData: { ...kept, ...(own['stringData'] as object) } }, namespace, origin }];
  });
}

/** Whether something in its namespace names a Secret. That of a GitOps tool is no pod's. */
function isMentioned({ manifest, namespace }: ReadManifest, { objects }: ManifestSet): boolean {
  const name = JSON.stringify(manifest.metadata?.name);
  return objects.some((other) => other.namespace === namespace && JSON.stringify(other.manifest).includes(name));
}

/** What a connection uses of the cloud and no program makes. */
function adoptedBy(
  connection: Connection,
  plan: OpenedPlan,
  password: string,
): { readonly spec: EmulatorSpec; readonly notes: readonly string[] } {
  const { projects, clusters } = plan.spec;
  const whole = specForConnection(connection, { password, namespace: namespaceOf(connection) });
  const notes: string[] = [];
  const found = Object.entries(whole.clusters).map(([name, cluster]): [string, ClusterSpec] => {
    const made = clusters[name];
    if (made && Object.keys(made.instances).length > 0) return [name, { instances: {}, databases: cluster.databases ?? {} }];
    notes.push(`The AlloyDB cluster ${name} is in no program: it is taken to be as the connection to it says.`);
    const users = Object.entries(cluster.users ?? {}).filter(([user]) => !Object.hasOwn(made?.users ?? {}, user));
    return [name, { ...cluster, users: Object.fromEntries(users) }];
  });
  const email = linkedServiceAccount(connection.identity) ?? connection.identity.iamServiceAccount;
  const isMade = JSON.stringify(projects).includes(email ?? `[${namespaceOf(connection)}/${connection.identity.kubernetesServiceAccount}]`);
  const isOurs = isMade || ownsDirect(connection, plan);
  if (!isOurs)
    notes.push(`The identity ${email ?? connection.identity.kubernetesServiceAccount} is in no program: it is taken to have its roles.`);
  return {
    spec: {
      ...(!isOurs && { projects: whole.projects ?? {} }),
      kubernetesServiceAccounts: whole.kubernetesServiceAccounts ?? [],
      clusters: Object.fromEntries(found),
    },
    notes,
  };
}

/** Whether a program gives roles to the Kubernetes service account itself. */
function ownsDirect({ identity }: Connection, { spec }: OpenedPlan): boolean {
  if (identity.form !== 'direct') return false;
  return JSON.stringify(spec.projects).includes(`/subject/ns/${identity.namespace ?? 'default'}/sa/${identity.kubernetesServiceAccount}`);
}

function namespaceOf({ identity }: Connection): string {
  return identity.namespace ?? 'default';
}

/** A password that is not shown is the one that hidden Secrets get, or that a Secret has for that user. */
function withPasswords({ spec, connections }: OpenedPlan, set: ManifestSet, password: string): EmulatorSpec {
  const clusters = Object.entries(spec.clusters).map(([name, cluster]): [string, ClusterSpec] => {
    const users = Object.entries(cluster.users ?? {}).map(([user, one]) => {
      if (one.auth === 'iam' || one.password !== hiddenPassword) return [user, one] as const;
      const own = connections.find(
        ({ connection }) => connection.databaseUser === user && connection.instances[0].uri.clusterName === name,
      );
      const stored = own && passwordIn(own.connection, namespaceOf(own.connection), set, []);
      return [user, { ...one, password: stored ?? password }] as const;
    });
    return [name, { ...cluster, users: Object.fromEntries(users) }];
  });
  return { projects: spec.projects, clusters: Object.fromEntries(clusters) };
}

/** The databases that pods name and no connection does. Without its cluster nothing is assumed: that is a finding. */
function withDatabases(spec: EmulatorSpec, set: ManifestSet): { readonly spec: EmulatorSpec; readonly assumptions: readonly Assumption[] } {
  const names = { user: 'app', database: 'postgres', password: newPassword() };
  const clusters: Record<string, ClusterSpec> = { ...spec.clusters };
  const assumptions: Assumption[] = [];
  for (const { connection } of planPods(set)
    .pods.flatMap(proxyUses)
    .flatMap((use) => assumedConnections(use, set, names))) {
    const { databaseName, databaseUser, instances } = connection;
    const [name, cluster] = [instances[0].uri.clusterName, clusters[instances[0].uri.clusterName]];
    if (!cluster || Object.hasOwn(cluster.databases ?? {}, databaseName) || !Object.hasOwn(cluster.users ?? {}, databaseUser)) continue;
    const needed = Object.values(specForConnection(connection).clusters)[0]?.databases ?? {};
    clusters[name] = { ...cluster, databases: { ...cluster.databases, ...needed } };
    // An administrator needs no grants in the database that is always there.
    const isAdministrator = cluster.users?.[databaseUser]?.databaseRoles?.includes('alloydbsuperuser') === true;
    if (databaseName !== 'postgres' || !isAdministrator) assumptions.push(databaseIsThere(connection));
  }
  return { spec: { ...spec, clusters }, assumptions };
}

/** The pool that the GKE cluster of a program has is that of each Kubernetes service account. */
function withPool(spec: EmulatorSpec, workloadPool: string | undefined): EmulatorSpec {
  if (workloadPool === undefined) return spec;
  const accounts = (spec.kubernetesServiceAccounts ?? []).map((account): KubernetesServiceAccountSpec => ({ ...account, workloadPool }));
  return { ...spec, kubernetesServiceAccounts: accounts };
}

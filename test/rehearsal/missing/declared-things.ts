import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { withPodSpec } from './with-pod-spec';
import type { World } from './world-of-pod';

/** Something that is declared, what its repair has to name, and the world without it. */
export interface DeclaredThing {
  readonly name: string;
  readonly named: string;
  readonly without: (world: World) => World;
}

type Path = readonly (string | number)[];

/**
 * Every single thing that a world declares and that a deployment cannot be without. A project and a cluster are no single things:
 * with them goes everything in them.
 */
export function declaredThings({ spec, manifests }: World): readonly DeclaredThing[] {
  return [...projectThings(spec), ...clusterThings(spec), ...manifestThings(manifests)];
}

function projectThings({ projects = {} }: EmulatorSpec): readonly DeclaredThing[] {
  return Object.entries(projects).flatMap(([project, { iam = [], serviceAccounts = {} }]) => [
    ...iam.map(({ role }, index) => inSpec(`${role} on the project`, role, ['projects', project, 'iam', index])),
    ...Object.entries(serviceAccounts).flatMap(([name, { iam: own = [] }]) => [
      inSpec('the IAM service account', name, ['projects', project, 'serviceAccounts', name]),
      ...own.map(({ role }, index) =>
        inSpec(`${role} on the IAM service account`, role, ['projects', project, 'serviceAccounts', name, 'iam', index]),
      ),
    ]),
  ]);
}

function clusterThings({ clusters }: EmulatorSpec): readonly DeclaredThing[] {
  return Object.entries(clusters).flatMap(([uri, { instances, users = {}, databases = {} }]) => [
    ...Object.entries(instances).flatMap(([name, { type, databaseFlags = {} }]) => [
      // A cluster without a primary instance is none.
      ...(type === 'READ_POOL' ? [inSpec(`the instance ${name}`, name, ['clusters', uri, 'instances', name])] : []),
      ...Object.keys(databaseFlags).map((flag) =>
        inSpec(`${flag} of ${name}`, flag, ['clusters', uri, 'instances', name, 'databaseFlags', flag]),
      ),
    ]),
    ...Object.keys(users).map((user) => inSpec('the database user', user, ['clusters', uri, 'users', user])),
    ...Object.entries(databases).flatMap(([database, { grants = [] }]) => [
      inSpec(`the database ${database}`, database, ['clusters', uri, 'databases', database]),
      ...grants.map(({ privileges, on }, index) =>
        inSpec(`${privileges.join(', ')} on ${on}`, 'GRANT', ['clusters', uri, 'databases', database, 'grants', index]),
      ),
    ]),
  ]);
}

/** What the deployment needs of the cluster and is no part of it. */
function manifestThings(manifests: World['manifests']): readonly DeclaredThing[] {
  const accounts = manifests.filter(({ kind }) => kind === 'ServiceAccount');
  const secrets = manifests.filter(({ kind }) => kind === 'Secret');
  const named = accounts[0]?.metadata?.name;
  return [
    ...(named === undefined ? [] : [inManifests('serviceAccountName', `serviceAccountName: ${named}`, withoutServiceAccountName)]),
    ...accounts.flatMap((account) => [
      withoutAccount(account.metadata?.name ?? ''),
      inManifests('the annotation of the Kubernetes service account', 'iam.gke.io/gcp-service-account', (all) =>
        all.map((one) => (one === account ? { ...one, metadata: { ...one.metadata, annotations: {} } } : one)),
      ),
    ]),
    ...secrets.map((secret) => inManifests('the Secret', secret.metadata?.name ?? '', (all) => all.filter((one) => one !== secret))),
  ];
}

function withoutServiceAccountName(all: World['manifests']): World['manifests'] {
  return all.map((manifest) => withPodSpec(manifest, ({ serviceAccountName: _, ...podSpec }) => podSpec));
}

function withoutAccount(account: string): DeclaredThing {
  return {
    name: 'the Kubernetes service account',
    named: account,
    without: ({ manifests, spec }) => ({
      manifests: manifests.filter(({ kind, metadata }) => kind !== 'ServiceAccount' || metadata?.name !== account),
      spec: { ...spec, kubernetesServiceAccounts: (spec.kubernetesServiceAccounts ?? []).filter(({ name }) => name !== account) },
    }),
  };
}

function inManifests(name: string, named: string, change: (all: World['manifests']) => World['manifests']): DeclaredThing {
  return { name, named, without: ({ manifests, spec }) => ({ manifests: change(manifests), spec }) };
}

function inSpec(name: string, named: string, path: Path): DeclaredThing {
  return {
    name,
    named,
    without: ({ manifests, spec }) => {
      const left = pruned(without(spec, path) as EmulatorSpec);
      return { manifests, spec: left };
    },
  };
}

/** Nobody can be granted anything who is not there: what names a thing goes with it. */
function pruned(spec: EmulatorSpec): EmulatorSpec {
  const clusters = Object.entries(spec.clusters).map(([uri, cluster]) => {
    const users = Object.keys(cluster.users ?? {});
    const databases = Object.entries(cluster.databases ?? {}).map(([name, database]) => [
      name,
      { ...database, ...(database.grants && { grants: database.grants.filter(({ to }) => users.includes(to)) }) },
    ]);
    return [uri, { ...cluster, databases: Object.fromEntries(databases) as typeof cluster.databases }];
  });
  return { ...spec, clusters: Object.fromEntries(clusters) as EmulatorSpec['clusters'] };
}

function without(value: unknown, [first, ...rest]: Path): unknown {
  if (first === undefined) return value;
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => (index !== first ? [item] : rest.length === 0 ? [] : [without(item, rest)]));
  }
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, field]) => (name !== first ? [[name, field]] : rest.length === 0 ? [] : [[name, without(field, rest)]])),
  );
}

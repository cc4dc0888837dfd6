import type {
  ClusterSpec,
  DatabaseSpec,
  EmulatorSpec,
  InstanceSpec,
  PolicyBinding,
  ProjectSpec,
  ServiceAccountSpec,
} from '@alloydb-gke/emulator';

/**
 * One spec that has everything of several. Each cluster keeps one primary: the instance that none of them calls a read pool and
 * whose id does not say that it is for reading. Where there is none, a primary of its own is added: a read pool has one.
 */
export function mergeSpecs(specs: readonly EmulatorSpec[]): EmulatorSpec {
  const accounts = specs.flatMap(({ kubernetesServiceAccounts = [] }) => kubernetesServiceAccounts);
  const clusters = mergeMaps(
    specs.map((spec) => spec.clusters),
    mergeClusters,
  );
  return {
    projects: mergeMaps(
      specs.map(({ projects = {} }) => projects),
      mergeProjects,
    ),
    kubernetesServiceAccounts: firstOf(accounts, ({ namespace, name }) => `${namespace}/${name}`),
    clusters: Object.fromEntries(
      Object.entries(clusters).map(([name, cluster]) => [name, { ...cluster, instances: withOnePrimary(cluster.instances) }]),
    ),
  };
}

type Named<Value> = Readonly<Record<string, Value>>;

function mergeMaps<Value>(maps: readonly Named<Value>[], merge: (one: Value, other: Value) => Value): Named<Value> {
  const merged = new Map<string, Value>();
  for (const [name, value] of maps.flatMap((map) => Object.entries(map))) {
    const other = merged.get(name);
    merged.set(name, other === undefined ? value : merge(other, value));
  }
  return Object.fromEntries(merged);
}

function mergeProjects(one: ProjectSpec, other: ProjectSpec): ProjectSpec {
  return {
    ...one,
    ...other,
    serviceAccounts: mergeMaps([one.serviceAccounts ?? {}, other.serviceAccounts ?? {}], mergeAccounts),
    iam: mergeBindings(one.iam, other.iam),
  };
}

function mergeAccounts(one: ServiceAccountSpec, other: ServiceAccountSpec): ServiceAccountSpec {
  return { iam: mergeBindings(one.iam, other.iam) };
}

function mergeBindings(one: readonly PolicyBinding[] = [], other: readonly PolicyBinding[] = []): readonly PolicyBinding[] {
  return firstOf([...one, ...other], (binding) => JSON.stringify(binding));
}

function mergeClusters(one: ClusterSpec, other: ClusterSpec): ClusterSpec {
  return {
    instances: mergeMaps([one.instances, other.instances], mergeInstances),
    users: { ...other.users, ...one.users },
    databases: mergeMaps([one.databases ?? {}, other.databases ?? {}], mergeDatabases),
  };
}

function mergeInstances(one: InstanceSpec, other: InstanceSpec): InstanceSpec {
  const isReadPool = one.type === 'READ_POOL' || other.type === 'READ_POOL';
  return {
    ...one,
    ...other,
    ...(isReadPool && { type: 'READ_POOL' }),
    databaseFlags: { ...one.databaseFlags, ...other.databaseFlags },
    ipTypes: [...new Set([...(one.ipTypes ?? ['PRIVATE']), ...(other.ipTypes ?? ['PRIVATE'])])],
  };
}

function mergeDatabases(one: DatabaseSpec, other: DatabaseSpec): DatabaseSpec {
  const grants = [...(one.grants ?? []), ...(other.grants ?? [])];
  return { ...one, ...other, grants: firstOf(grants, (grant) => JSON.stringify(grant)) };
}

const forReading = /(^|-)(reads?|reader|replica|ro|pool|readpool)\d*(-|$)/;

function withOnePrimary(instances: Named<InstanceSpec>): Named<InstanceSpec> {
  const candidates = Object.keys(instances).filter((id) => instances[id]?.type !== 'READ_POOL');
  const primary = candidates.find((id) => id === 'primary') ?? candidates.find((id) => !forReading.test(id));
  const own = primary === undefined ? { [freeId(instances)]: { ipTypes: ['PRIVATE'] } satisfies InstanceSpec } : {};
  const settled = Object.entries(instances).map(([id, { type, ...instance }]): [string, InstanceSpec] => [
    id,
    id === primary ? instance : { ...instance, type: 'READ_POOL' },
  ]);
  return { ...Object.fromEntries(settled), ...own };
}

function freeId(instances: Named<InstanceSpec>): string {
  return ['primary', 'primary-instance'].find((id) => !Object.hasOwn(instances, id)) ?? 'the-primary';
}

function firstOf<Value>(values: readonly Value[], key: (value: Value) => string): readonly Value[] {
  return [...new Map([...values].reverse().map((value) => [key(value), value])).values()].reverse();
}

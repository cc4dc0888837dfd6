import type { ClusterSpec, EmulatorSpec, PolicyBinding, ProjectSpec } from '@alloydb-gke/emulator';

/** A spec from which one declared thing was taken away, and what the emulator's log must then name. */
export interface Lesson {
  /** What was taken away. */
  readonly missing: string;
  readonly spec: EmulatorSpec;
  /** The code of the event that must be in the log. */
  readonly code: string;
  /** What the sentences of that event must hold. */
  readonly names: string;
}

/** A spec without each single thing that it declares: bindings, accounts, annotations, flags, instances, users, databases, grants. */
export function withoutOne(spec: EmulatorSpec): readonly Lesson[] {
  return [
    ...Object.entries(spec.projects ?? {}).flatMap(([id, project]) =>
      withoutOfProject(id, project).map(({ project: changed, ...rest }) => ({
        ...rest,
        spec: { ...spec, projects: { ...spec.projects, [id]: changed } },
      })),
    ),
    ...withoutAnnotation(spec),
    ...Object.entries(spec.clusters).flatMap(([name, cluster]) =>
      withoutOfCluster(name, cluster).map(({ cluster: changed, ...rest }) => ({
        ...rest,
        spec: { ...spec, clusters: { [name]: changed } },
      })),
    ),
  ];
}

type WithoutSpec<Changed> = Omit<Lesson, 'spec'> & Changed;

function withoutOfProject(id: string, project: ProjectSpec): readonly WithoutSpec<{ readonly project: ProjectSpec }>[] {
  const accounts = Object.entries(project.serviceAccounts ?? {});
  return [
    ...withoutBinding(project.iam).map(({ binding, rest }) => ({
      missing: `${binding.role} in ${id}`,
      project: { ...project, iam: rest },
      code: 'permission-missing',
      names: binding.role,
    })),
    ...accounts.flatMap(([account, { iam }]) =>
      withoutBinding(iam).map(({ binding, rest }) => ({
        missing: `${binding.role} on ${account}`,
        project: { ...project, serviceAccounts: { ...project.serviceAccounts, [account]: { iam: rest } } },
        code: binding.role === 'roles/iam.workloadIdentityUser' ? 'workload-identity-binding-missing' : 'permission-missing',
        names: binding.role,
      })),
    ),
    ...accounts.map(([account]) => ({
      missing: `the IAM service account ${account}`,
      project: { ...project, serviceAccounts: Object.fromEntries(accounts.filter(([name]) => name !== account)) },
      code: 'service-account-missing',
      names: `${account}@${id}.iam.gserviceaccount.com`,
    })),
  ];
}

function withoutBinding(
  bindings: readonly PolicyBinding[] = [],
): readonly { readonly binding: PolicyBinding; readonly rest: readonly PolicyBinding[] }[] {
  return bindings.map((binding) => ({ binding, rest: bindings.filter((other) => other !== binding) }));
}

function withoutAnnotation(spec: EmulatorSpec): readonly Lesson[] {
  return (spec.kubernetesServiceAccounts ?? []).flatMap((account, index, all) => {
    const { iamServiceAccount, ...rest } = account;
    if (iamServiceAccount === undefined) return [];
    return {
      missing: `the annotation of ${account.name}`,
      spec: { ...spec, kubernetesServiceAccounts: all.map((one, place) => (place === index ? rest : one)) },
      code: 'annotation-missing',
      names: 'iam.gke.io/gcp-service-account',
    };
  });
}

function withoutOfCluster(name: string, cluster: ClusterSpec): readonly WithoutSpec<{ readonly cluster: ClusterSpec }>[] {
  const { instances, users = {}, databases = {} } = cluster;
  const without = <Value>(map: Readonly<Record<string, Value>>, key: string): Record<string, Value> =>
    Object.fromEntries(Object.entries(map).filter(([one]) => one !== key));
  return [
    ...Object.entries(instances).flatMap(([id, instance]) => {
      const { databaseFlags, ...rest } = instance;
      if (databaseFlags === undefined) return [];
      return {
        missing: `the database flag of ${id}`,
        cluster: { ...cluster, instances: { ...instances, [id]: rest } },
        code: 'iam-authentication-off',
        names: 'alloydb.iam_authentication',
      };
    }),
    ...Object.keys(instances)
      .filter((id) => id !== 'primary')
      .map((id) => ({
        missing: `the instance ${id}`,
        cluster: { ...cluster, instances: without(instances, id) },
        code: 'instance-missing',
        names: `${name}/instances/${id}`,
      })),
    ...Object.keys(users).map((user) => ({
      missing: `the database user ${user}`,
      cluster: {
        ...cluster,
        users: without(users, user),
        databases: Object.fromEntries(Object.keys(databases).map((database) => [database, {}])),
      },
      code: 'database-user-missing',
      names: user,
    })),
    ...Object.keys(databases).map((database) => ({
      missing: `the database ${database}`,
      cluster: { ...cluster, databases: without(databases, database) },
      code: 'database-missing',
      names: database,
    })),
    ...Object.entries(databases).flatMap(([database, { grants = [] }]) =>
      grants.map((grant) => ({
        missing: `the grant on ${grant.on} of ${database}`,
        cluster: { ...cluster, databases: { ...databases, [database]: { grants: grants.filter((other) => other !== grant) } } },
        code: 'grant-missing',
        names: grant.to,
      })),
    ),
  ];
}

import { ipTypes } from '@alloydb-gke/core';
import type { DatabaseUserSpec, EmulatorSpec, GrantSpec, InstanceSpec, PolicyBinding } from '@alloydb-gke/emulator';
import { changedAt, type Path, renamedAt, valueAt } from './changed-spec';

export type { Path } from './changed-spec';

/** A thing that a spec declares. */
export interface Declared {
  readonly spec: EmulatorSpec;
  readonly path: Path;
  readonly value: unknown;
}

/** The spec without it, and what the log must then name; nothing where no client needs it. */
export type TakeAway = (declared: Declared) => readonly {
  readonly missing: string;
  readonly spec: EmulatorSpec;
  readonly code: string;
  readonly names: readonly string[];
}[];

/** A row as the walk sees it. */
export type AnyThing = TakeAway | { readonly each: TakeAway; readonly of?: AnyThing } | { readonly [field: string]: AnyThing };

type Fields<Spec> = Spec extends unknown ? keyof Spec & string : never;
type FieldOf<Spec, Field> = Spec extends unknown ? (Field extends keyof Spec ? NonNullable<Spec[Field]> : never) : never;
type Thing<Spec> = [Spec] extends [string | number | boolean]
  ? TakeAway
  : [Spec] extends [readonly (infer Item)[]]
    ? Entries<Item>
    : string extends keyof Spec
      ? Entries<Spec[keyof Spec]>
      : { readonly [Field in Fields<Spec>]: Thing<FieldOf<Spec, Field>> };
type Entries<Item> = [Item] extends [string] ? { readonly each: TakeAway } : { readonly each: TakeAway; readonly of: Thing<Item> };

/** It has no meaning of its own: it is taken away with what it belongs to, or no client needs it. */
export const part: TakeAway = () => [];

const iamCredentials = 'iamcredentials.googleapis.com';

/** An API is declared by not being disabled: the one of the clusters, and the one that lets somebody act as an account. */
const enabledApis: TakeAway = ({ spec, path: [, id = ''] }) => {
  const project = spec.projects?.[id] ?? {};
  const isLent = Object.values(project.serviceAccounts ?? {}).some(({ iam = [] }) => iam.length > 0);
  const hasClusters = Object.keys(spec.clusters).some((name) => name.startsWith(`projects/${id}/`));
  const needed = [...(hasClusters ? ['alloydb.googleapis.com'] : []), ...(isLent ? [iamCredentials] : [])];
  return needed.map((api) => ({
    missing: `the API ${api} in ${id}`,
    spec: changedAt(spec, ['projects', id, 'disabledApis'], [...(project.disabledApis ?? []), api]),
    code: 'api-disabled',
    names: [api, id],
  }));
};

/** The number matters to those whose names have it in them. */
const projectNumber: TakeAway = ({ spec, path, value }) => {
  if (!JSON.stringify(spec).includes(`principal://iam.googleapis.com/projects/${value}/`)) return [];
  const names = [String(path[1]), `/projects/${value}/`];
  return [{ missing: `the number of ${path[1]}`, spec: changedAt(spec, path, undefined), code: 'project-number-differs', names }];
};

const member: TakeAway = ({ spec, path, value }) => {
  const { role } = valueAt(spec, path.slice(0, -2)) as PolicyBinding;
  const on = path[2] === 'serviceAccounts' ? `${path[3]}@${path[1]}.iam.gserviceaccount.com` : String(path[1]);
  const code = role === 'roles/iam.workloadIdentityUser' ? 'workload-identity-binding-missing' : 'permission-missing';
  return [{ missing: `${role} of ${value} on ${on}`, spec: changedAt(spec, path, undefined), code, names: [role, String(value), on] }];
};

const policy: Thing<readonly PolicyBinding[]> = {
  each: part,
  of: { role: part, members: { each: member }, condition: { expression: part, title: part } },
};

const customPermission: TakeAway = ({ spec, path, value }) => [
  {
    missing: `${value} in the custom role ${path[3]}`,
    spec: changedAt(spec, path, undefined),
    code: 'custom-role-incomplete',
    names: [String(value), `projects/${path[1]}/roles/${path[3]}`],
  },
];

const serviceAccount: TakeAway = ({ spec, path }) => [
  {
    missing: `the IAM service account ${path[3]}`,
    spec: changedAt(spec, path, undefined),
    code: 'service-account-missing',
    names: [`${path[3]}@${path[1]}.iam.gserviceaccount.com`],
  },
];

const kubernetesServiceAccount: TakeAway = ({ spec, path, value }) => {
  const { name, namespace } = value as { readonly name: string; readonly namespace: string };
  const names = [`${namespace}/${name}`];
  const code = 'kubernetes-service-account-missing';
  return [{ missing: `the Kubernetes service account ${name}`, spec: changedAt(spec, path, undefined), code, names }];
};

const annotation: TakeAway = ({ spec, path }) => {
  const { name, namespace } = valueAt(spec, path.slice(0, -1)) as { readonly name: string; readonly namespace: string };
  const names = ['iam.gke.io/gcp-service-account', `${namespace}/${name}`];
  return [{ missing: `the annotation of ${name}`, spec: changedAt(spec, path, undefined), code: 'annotation-missing', names }];
};

/** A spec must have a cluster, a cluster a primary instance, and a grant its user: those are there under another name. */
const cluster: TakeAway = ({ spec, path: [, name = ''] }) => [
  { missing: `the cluster ${name}`, spec: renamedAt(spec, ['clusters', name], `${name}-other`), code: 'cluster-missing', names: [name] },
];

const instance: TakeAway = ({ spec, path, value }) => {
  const isPrimary = (value as InstanceSpec).type !== 'READ_POOL';
  const uri = `${path[1]}/instances/${path[3]}`;
  const changed = isPrimary ? renamedAt(spec, path, 'another') : changedAt(spec, path, undefined);
  return [{ missing: `the instance ${path[3]}`, spec: changed, code: 'instance-missing', names: [uri] }];
};

const databaseFlag: TakeAway = ({ spec, path }) => {
  const [, clusterName, , id, , flag = ''] = path;
  if (flag !== 'alloydb.iam_authentication') return [];
  const names = [flag, `${clusterName}/instances/${id}`];
  return [{ missing: `the database flag ${flag} of ${id}`, spec: changedAt(spec, path, undefined), code: 'iam-authentication-off', names }];
};

const ipType: TakeAway = ({ spec, path, value }) => {
  const another = ipTypes.find((one) => one !== value);
  const names = [`${path[1]}/instances/${path[3]}`, `of the types ${another} alone`];
  return [{ missing: `the IP type ${value} of ${path[3]}`, spec: changedAt(spec, path, another), code: 'addresses-given', names }];
};

const databaseUser: TakeAway = ({ spec, path }) => {
  const [, clusterName = '', , user = ''] = path;
  const another = `another-${user}`;
  const databases = Object.entries(spec.clusters[clusterName]?.databases ?? {}).map(([name, { owner, grants = [], ...rest }]) => [
    name,
    {
      ...rest,
      ...(owner !== undefined && { owner: owner === user ? another : owner }),
      grants: grants.map((grant) => (grant.to === user ? { ...grant, to: another } : grant)),
    },
  ]);
  const changed = changedAt(renamedAt(spec, path, another), ['clusters', clusterName, 'databases'], Object.fromEntries(databases));
  return [{ missing: `the database user ${user}`, spec: changed, code: 'database-user-missing', names: [user] }];
};

const authOfUser: TakeAway = ({ spec, path, value }) => {
  // A user with a password may have any name, and one of IAM may not: the other way round there is no such spec.
  if (value !== 'iam') return [];
  const user: DatabaseUserSpec = { auth: 'built-in', password: 'another' };
  const names = [String(path[3])];
  return [{ missing: `auth: iam of ${path[3]}`, spec: changedAt(spec, path.slice(0, -1), user), code: 'not-an-iam-user', names }];
};

const passwordOfUser: TakeAway = ({ spec, path }) => [
  {
    missing: `the password of ${path[3]}`,
    spec: changedAt(spec, path, 'another'),
    code: 'password-wrong',
    names: [String(path[3])],
  },
];

const databaseRole: TakeAway = ({ spec, path, value }) => [
  {
    missing: `the database role ${value} of ${path[3]}`,
    spec: changedAt(spec, path, undefined),
    code: 'grant-missing',
    names: [String(path[3]), 'permission denied'],
  },
];

const database: TakeAway = ({ spec, path }) => [
  { missing: `the database ${path[3]}`, spec: changedAt(spec, path, undefined), code: 'database-missing', names: [String(path[3])] },
];

const owner: TakeAway = ({ spec, path, value }) => [
  {
    missing: `the owner of ${path[3]}`,
    spec: changedAt(spec, path, undefined),
    code: 'grant-missing',
    names: [String(value), `the database ${path[3]}`],
  },
];

const privilege: TakeAway = ({ spec, path, value }) => {
  const place = path.slice(0, -2);
  const { to, on, privileges } = valueAt(spec, place) as GrantSpec;
  // Everybody may use it: what PostgreSQL grants to PUBLIC by itself, AlloyDB leaves.
  if (value === 'USAGE' && on === 'SCHEMA public') return [];
  const [, kind = '', object = ''] = /^(\w+) (?:pg_catalog\.)?(\w+)/.exec(on) ?? [];
  return [
    {
      missing: `the grant of ${value} on ${on}`,
      spec: changedAt(spec, privileges.length > 1 ? path : place, undefined),
      code: 'grant-missing',
      names: [to, `the database ${path[3]}`, `permission denied for ${kind.toLowerCase()} ${object}`],
    },
  ];
};

/** What a spec can declare, each with what happens without it. A new field of the spec does not compile without a row here. */
export const declaredThings: Thing<EmulatorSpec> = {
  projects: {
    each: enabledApis,
    of: {
      number: projectNumber,
      disabledApis: { each: part },
      serviceAccounts: { each: serviceAccount, of: { iam: policy } },
      iam: policy,
      customRoles: { each: part, of: { each: customPermission } },
    },
  },
  kubernetesServiceAccounts: {
    each: kubernetesServiceAccount,
    of: { name: part, namespace: part, workloadPool: part, iamServiceAccount: annotation },
  },
  clusters: {
    each: cluster,
    of: {
      instances: {
        each: instance,
        of: {
          type: part,
          databaseFlags: { each: databaseFlag },
          // Without it more is allowed, not less.
          requireConnectors: part,
          ipTypes: { each: ipType },
          addresses: { PRIVATE: part, PUBLIC: part, PSC: part },
        },
      },
      databases: {
        each: database,
        of: {
          owner,
          grants: { each: part, of: { to: part, privileges: { each: privilege }, on: part } },
          statements: { each: part },
        },
      },
      users: { each: databaseUser, of: { auth: authOfUser, password: passwordOfUser, databaseRoles: { each: databaseRole } } },
    },
  },
  ports: { adminApi: part, tokenService: part, httpsFront: part, metadataServer: part },
};

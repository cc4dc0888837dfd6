import {
  type Connection,
  iamDatabaseUser,
  identityForm,
  type RequiredRole,
  type RoleSubject,
  requiredRoles,
  roleMember,
  serviceAccountProject,
} from '@alloydb-gke/core';
import type {
  ClusterSpec,
  DatabaseUserSpec,
  EmulatorSpec,
  GrantSpec,
  InstanceSpec,
  PolicyBinding,
  ProjectSpec,
} from './spec/emulator-spec';
import { projectNumber } from './spec/project-number';

/** What a connection does not say and its cloud side needs. */
export interface SpecForConnectionOptions {
  /**
   * The password of the database user, for built-in authentication. A connection never holds it.
   * @default 'emulator'
   */
  readonly password?: string;
  /**
   * What the database user may do inside its database.
   * @default - to use the schema public and to create in it
   */
  readonly grants?: readonly Omit<GrantSpec, 'to'>[];
  /**
   * The namespace of the Kubernetes service account where the connection names none.
   * @default 'default'
   */
  readonly namespace?: string;
}

const standardGrants = [{ privileges: ['USAGE', 'CREATE'], on: 'SCHEMA public' }];

/**
 * The cloud side of a connection: exactly what it needs, and nothing that it does not. An instance called `primary` is the
 * primary of its cluster, as is the first of a cluster that has none of that name; the others are read pools.
 */
export function specForConnection(connection: Connection, options: SpecForConnectionOptions = {}): EmulatorSpec {
  const subject = roleSubject(connection, options.namespace ?? 'default');
  const roles = requiredRoles(connection);
  return {
    projects: projectsFor(connection, roles, subject),
    kubernetesServiceAccounts: [
      {
        name: subject.kubernetesServiceAccount,
        namespace: subject.namespace,
        workloadPool: subject.workloadPool,
        ...annotationOf(connection),
      },
    ],
    clusters: Object.fromEntries(clusterNames(connection).map((name) => [name, clusterFor(name, connection, options)])),
  };
}

/** Where the connection does not name the pool, it is that of the first instance's project. */
function roleSubject({ identity, instances }: Connection, namespace: string): RoleSubject {
  const workloadPool = identity.workloadPool ?? `${instances[0].uri.project}.svc.id.goog`;
  return {
    workloadPool,
    namespace: identity.namespace ?? namespace,
    kubernetesServiceAccount: identity.kubernetesServiceAccount,
    workloadPoolProjectNumber: identity.workloadPoolProjectNumber ?? projectNumber(workloadPool.replace(/\.svc\.id\.goog$/, '')),
  };
}

function annotationOf({ identity }: Connection): { readonly iamServiceAccount?: string } {
  const email =
    identityForm(identity) === 'impersonated' && 'sourceIamServiceAccount' in identity
      ? identity.sourceIamServiceAccount
      : identity.iamServiceAccount;
  return identityForm(identity) === 'direct' ||
    email === undefined ||
    (identityForm(identity) === 'impersonated' && !('sourceIamServiceAccount' in identity))
    ? {}
    : { iamServiceAccount: email };
}

function projectsFor(connection: Connection, roles: readonly RequiredRole[], subject: RoleSubject): Readonly<Record<string, ProjectSpec>> {
  const pool = subject.workloadPool.replace(/\.svc\.id\.goog$/, '');
  const emails = [
    ...new Set(
      roles.flatMap(({ holder, target }) => [holder, target].flatMap((one) => (one.kind === 'iam-service-account' ? [one.email] : []))),
    ),
  ];
  const ids = [
    ...new Set([
      ...connection.instances.map(({ uri }) => uri.project),
      pool,
      ...emails.map((email) => serviceAccountProject(email) ?? pool),
    ]),
  ];
  const bindings = (isOn: (target: RequiredRole['target']) => boolean): readonly PolicyBinding[] =>
    roles.filter(({ target }) => isOn(target)).map(({ role, holder }) => ({ role, members: [roleMember(holder, subject)] }));
  return Object.fromEntries(
    ids.map((id) => {
      const own = emails.filter((email) => (serviceAccountProject(email) ?? pool) === id);
      const accounts = own.map((email) => [
        email.split('@')[0] ?? '',
        { iam: bindings((target) => target.kind === 'iam-service-account' && target.email === email) },
      ]);
      const number = id === pool ? { number: subject.workloadPoolProjectNumber } : {};
      return [
        id,
        {
          ...number,
          serviceAccounts: Object.fromEntries(accounts),
          iam: bindings((target) => target.kind === 'project' && target.project === id),
        },
      ];
    }),
  );
}

function clusterNames({ instances }: Connection): readonly string[] {
  return [...new Set(instances.map(({ uri }) => uri.clusterName))];
}

function clusterFor(
  name: string,
  connection: Connection,
  { password = 'emulator', grants = standardGrants }: SpecForConnectionOptions,
): ClusterSpec {
  const { auth, databaseName, databaseUser, identity } = connection;
  const instances = connection.instances.filter(({ uri }) => uri.clusterName === name);
  const primary = instances.find((instance) => instance.name === 'primary') ?? instances[0];
  const user = auth === 'iam' ? iamDatabaseUser(identity.iamServiceAccount ?? '') : databaseUser;
  const spec: DatabaseUserSpec = auth === 'iam' ? { auth } : { auth, password };
  return {
    instances: Object.fromEntries(
      instances.map((instance): [string, InstanceSpec] => [
        instance.uri.instance,
        {
          ...(instance !== primary && { type: 'READ_POOL' }),
          ...(auth === 'iam' && { databaseFlags: { 'alloydb.iam_authentication': 'on' } }),
          ipTypes: [instance.ipType],
        },
      ]),
    ),
    users: { [user]: spec },
    databases: { [databaseName]: { grants: grants.map((grant) => ({ ...grant, to: user })) } },
  };
}

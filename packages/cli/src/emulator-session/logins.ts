import { type AuthMode, iamDatabaseUser } from '@alloydb-gke/core';
import type { ClusterSpec, EmulatorSpec } from '@alloydb-gke/emulator';

/** A database user of a spec, the database that it uses, and as whom a client comes to it. */
export interface Login {
  readonly cluster: string;
  readonly user: string;
  readonly auth: AuthMode;
  readonly database: string;
  /** `NAMESPACE/NAME`; undefined where no Kubernetes service account of the spec can be this user. */
  readonly kubernetesServiceAccount: string | undefined;
  /** The IAM service account that the Auth Proxy then has to impersonate. */
  readonly impersonates: string | undefined;
}

/** Every database user of a spec that the emulator has accepted, with the first database that it has to do with. */
export function loginsOf(spec: EmulatorSpec): readonly Login[] {
  return Object.entries(spec.clusters).flatMap(([cluster, declared]) =>
    Object.entries(declared.users ?? {}).map(([user, { auth }]) => ({
      cluster,
      user,
      auth,
      database: databaseOf(user, declared),
      ...(auth === 'iam' ? iamClient(user, spec) : { kubernetesServiceAccount: accountNames(spec)[0], impersonates: undefined }),
    })),
  );
}

/** The database that it owns or has a grant in, else the first one, else the one that always exists. */
function databaseOf(user: string, { databases = {} }: ClusterSpec): string {
  const own = Object.entries(databases).find(([, { owner, grants = [] }]) => owner === user || grants.some(({ to }) => to === user));
  return own?.[0] ?? Object.keys(databases)[0] ?? 'postgres';
}

function accountNames({ kubernetesServiceAccounts = [] }: EmulatorSpec): readonly string[] {
  return kubernetesServiceAccounts.map(({ namespace, name }) => `${namespace}/${name}`);
}

function iamClient(user: string, spec: EmulatorSpec): Pick<Login, 'kubernetesServiceAccount' | 'impersonates'> {
  const names = accountNames(spec);
  const linked = (spec.kubernetesServiceAccounts ?? []).findIndex(
    ({ iamServiceAccount }) => iamServiceAccount !== undefined && iamDatabaseUser(iamServiceAccount) === user,
  );
  if (linked >= 0) return { kubernetesServiceAccount: names[linked], impersonates: undefined };
  const email = `${user}.gserviceaccount.com`;
  return mayBeImpersonated(email, spec)
    ? { kubernetesServiceAccount: names[0], impersonates: email }
    : { kubernetesServiceAccount: undefined, impersonates: undefined };
}

/** Whether the policy of an IAM service account lets anybody make tokens for it. Whether it is the right one, the emulator's log says. */
function mayBeImpersonated(email: string, { projects = {} }: EmulatorSpec): boolean {
  const [id = '', project = ''] = email.replace('.iam.gserviceaccount.com', '').split('@');
  const bindings = projects[project]?.serviceAccounts?.[id]?.iam ?? [];
  return bindings.some(({ role }) => role === 'roles/iam.serviceAccountTokenCreator');
}

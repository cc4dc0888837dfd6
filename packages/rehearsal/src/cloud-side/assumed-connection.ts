import {
  Connection,
  type ConnectionSpec,
  type DatabaseTarget,
  type Identity,
  iamDatabaseUser,
  isServiceAccountEmail,
  serviceAccountEmail,
  workloadIdentityAnnotation,
} from '@alloydb-gke/core';
import { findManifest, type ManifestSet } from '../manifests/manifest-set';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { ProxyUse } from './pod-logins';

/** A connection that follows from a pod, and the password of its user. */
export interface AssumedConnection {
  readonly connection: Connection;
  readonly password: string | undefined;
}

/** What is taken where no variable says it. */
export interface AssumedNames {
  readonly user: string;
  readonly database: string;
  readonly password: string;
}

/** The connections of a proxy: one for each database login that its pod has. */
export function assumedConnections(use: ProxyUse, set: ManifestSet, names: AssumedNames): readonly AssumedConnection[] {
  const logins = distinctLogins(use, names);
  const identity = assumedIdentity(use, set);
  const instances = Object.fromEntries(
    use.instances.map(({ uri, ipType }, index) => [`instance-${index + 1}`, { uri: uri.toString(), ipType }]),
  );
  return logins.map(({ user, database, password }) => {
    const fields = { instances, identity, databaseName: database };
    const spec = use.isIam ? { ...fields, auth: 'iam' } : { ...fields, auth: 'built-in', databaseUser: user };
    return { connection: Connection.of(spec as ConnectionSpec), password: use.isIam ? undefined : password };
  });
}

/** As whom the pod's proxy works. The manifests may not have the Kubernetes service account, or no annotation of it. */
export function assumedIdentity({ pod, isIam, impersonates, instances, targets }: ProxyUse, set: ManifestSet): Identity {
  const own = { kubernetesServiceAccount: pod.serviceAccount, namespace: pod.workload.namespace };
  const annotation = annotationIn(set, pod);
  const [target, ...between] = impersonates;
  if (target !== undefined && isServiceAccountEmail(target)) {
    return {
      ...own,
      form: 'impersonated',
      iamServiceAccount: target,
      ...(between.length > 0 && { impersonationChain: [...between].reverse() }),
      ...(annotation !== undefined && { sourceIamServiceAccount: annotation }),
    };
  }
  if (annotation !== undefined) return { ...own, iamServiceAccount: annotation };
  if (!isIam) return own;
  const named = targets
    .map(({ user = '' }) => `${user.replace(/\.gserviceaccount\.com$/, '')}.gserviceaccount.com`)
    .find(isServiceAccountEmail);
  return { ...own, iamServiceAccount: named ?? inventedEmail(pod, instances[0]?.uri.project ?? '') };
}

/** The e-mail that the manifests annotate the pod's Kubernetes service account with. */
export function annotationIn(set: ManifestSet, pod: PodPlan): string | undefined {
  const account = findManifest(set, 'ServiceAccount', pod.workload.namespace, pod.serviceAccount);
  const email: unknown = account?.manifest.metadata?.annotations?.[workloadIdentityAnnotation];
  return typeof email === 'string' && isServiceAccountEmail(email) ? email : undefined;
}

/** The id of an IAM service account has 6 to 30 letters, digits and hyphens. */
function inventedEmail({ serviceAccount }: PodPlan, project: string): string {
  const id = serviceAccount
    .replace(/[^a-z0-9-]/g, '-')
    .slice(0, 30)
    .replace(/-+$/, '');
  return serviceAccountEmail(id.length < 6 ? `${id}-alloydb` : id, project);
}

type Login = { readonly user: string; readonly database: string; readonly password: string };

function distinctLogins({ targets, isIam }: ProxyUse, names: AssumedNames): readonly Login[] {
  const login = ({ user, database, password }: Partial<DatabaseTarget>): Login => ({
    user: user ?? names.user,
    database: database ?? names.database,
    password: password || names.password,
  });
  const all = targets.length === 0 ? [login({})] : targets.map(login);
  const key = ({ user, database }: Login): string => JSON.stringify(isIam ? [database] : [user, database]);
  return all.filter((one, index) => all.findIndex((other) => key(other) === key(one)) === index);
}

/** The database user that a pod logs in as where its variables take it from a Secret that is assumed. */
export function assumedUser(use: ProxyUse | undefined, set: ManifestSet, names: Pick<AssumedNames, 'user'>): string {
  if (!use?.isIam) return names.user;
  return iamDatabaseUser(assumedIdentity(use, set).iamServiceAccount ?? '');
}

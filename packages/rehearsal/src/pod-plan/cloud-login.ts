import { type DatabaseTarget, iamDatabaseUser, type ProxyInvocation } from '@alloydb-gke/core';
import type { ClusterSpec, EmulatorSpec } from '@alloydb-gke/emulator';

/** Who a pod is in the cloud that is stood in for. */
export interface CloudOfPod {
  readonly spec: EmulatorSpec | undefined;
  /** The e-mail in the annotation of its Kubernetes service account. */
  readonly iamServiceAccount: string | undefined;
}

/** As whom a client can log in to an instance through a proxy, by what the cloud has. */
export function cloudLogin(
  invocation: ProxyInvocation,
  uri: string,
  { spec, iamServiceAccount }: CloudOfPod,
): Pick<DatabaseTarget, 'user' | 'database' | 'password'> {
  const cluster: ClusterSpec | undefined = spec?.clusters[uri.replace(/\/instances\/.*$/, '')];
  const isIam = usesIamLogin(invocation);
  const email = invocation.flags.impersonateServiceAccount?.[0] ?? iamServiceAccount;
  const own = isIam && email !== undefined ? iamDatabaseUser(email) : undefined;
  const users = Object.entries(cluster?.users ?? {}).filter(([, { auth }]) => auth === (isIam ? 'iam' : 'built-in'));
  const [user, found] = users.find(([name]) => name === own) ?? (own === undefined ? users[0] : undefined) ?? [own, undefined];
  if (user === undefined) return {};
  const databases = Object.entries(cluster?.databases ?? {});
  const granted = databases.find(([, { grants = [], owner }]) => owner === user || grants.some(({ to }) => to === user));
  const [database = 'postgres'] = granted ?? databases[0] ?? [];
  return { user, database, ...(found?.auth === 'built-in' && { password: found.password }) };
}

/** One instance that logs in by IAM makes all of them do so. */
export function usesIamLogin({ flags, instances }: ProxyInvocation): boolean {
  return flags.autoIamAuthn === true || instances.some((instance) => instance.flags.autoIamAuthn === true);
}

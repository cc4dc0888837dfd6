import type { ConnectionModel } from '../connection/connection';
import { type ImpersonatedIdentity, identityForm } from '../identity/identity';
import { type Role, type RoleName, roleTable } from './role-table';

/** Who gets a role. What it is called in IAM needs values that a connection may not have: see {@link roleMember}. */
export type RoleHolder =
  | { readonly kind: 'iam-service-account'; readonly email: string }
  /** The Kubernetes service account as Workload Identity links it: `serviceAccount:POOL[NAMESPACE/NAME]`. */
  | { readonly kind: 'linked-kubernetes-service-account' }
  /** The Kubernetes service account itself: `principal://…`. */
  | { readonly kind: 'kubernetes-principal' };

/** What a role is granted on. */
export type RoleTarget =
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'iam-service-account'; readonly email: string };

/** One grant that a connection needs. */
export interface RequiredRole {
  /** The role, as IAM writes it. */
  readonly role: RoleName;
  /** Who gets it. */
  readonly holder: RoleHolder;
  /** What it is granted on. */
  readonly target: RoleTarget;
}

/**
 * Every IAM grant that a connection needs, in the order in which they are best made: first what reaches the database (in
 * each project that has an instance of the connection), then what leads from the pod to the identity that may.
 *
 * @example
 * requiredRoles(connection).map(({ role }) => role);
 * // ['roles/alloydb.client', 'roles/serviceusage.serviceUsageConsumer', 'roles/alloydb.databaseUser', 'roles/iam.workloadIdentityUser']
 */
export function requiredRoles(connection: Pick<ConnectionModel, 'auth' | 'identity' | 'instances'>): readonly RequiredRole[] {
  const { auth, identity, instances } = connection;
  const form = identityForm(identity);
  const needed = (role: Role): boolean => role.auth.includes(auth) && role.forms.includes(form);
  const atDatabase = roleTable.filter((role) => role.grantedOn === 'the project of the database' && needed(role));
  const email: string | undefined = identity.iamServiceAccount;
  const holder: RoleHolder = email === undefined ? { kind: 'kubernetes-principal' } : { kind: 'iam-service-account', email };
  const projects = [...new Set(instances.map(({ uri }) => uri.project))];
  const reach = projects.flatMap((project) =>
    atDatabase.map((role): RequiredRole => ({ role: role.name, holder, target: { kind: 'project', project } })),
  );
  if (email === undefined) return reach;
  return [...reach, ...(form === 'impersonated' ? impersonation(identity as ImpersonatedIdentity) : [link(email)])];
}

function link(email: string): RequiredRole {
  return {
    role: 'roles/iam.workloadIdentityUser',
    holder: { kind: 'linked-kubernetes-service-account' },
    target: { kind: 'iam-service-account', email },
  };
}

/** Each identity of the chain impersonates the next. The pod itself is the first: as itself, or as what it is linked to. */
function impersonation(identity: ImpersonatedIdentity): readonly RequiredRole[] {
  const { sourceIamServiceAccount: source, impersonationChain = [], iamServiceAccount } = identity;
  const grants: RequiredRole[] = source === undefined ? [] : [link(source)];
  let holder: RoleHolder = source === undefined ? { kind: 'kubernetes-principal' } : { kind: 'iam-service-account', email: source };
  for (const email of [...impersonationChain, iamServiceAccount]) {
    grants.push({ role: 'roles/iam.serviceAccountTokenCreator', holder, target: { kind: 'iam-service-account', email } });
    holder = { kind: 'iam-service-account', email };
  }
  return grants;
}

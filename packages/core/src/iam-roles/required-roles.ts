import type { ConnectionModel } from '../connection/connection';
import { type Identity, type ImpersonatedIdentity, identityForm } from '../identity/identity';
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

/** What a connection does not say, and roles depend on. */
export interface RoleOptions {
  /**
   * The project that gets the proxy's metrics and traces (`telemetry.project` of the proxy).
   * @default - none
   */
  readonly telemetryProject?: string;
}

/**
 * Every IAM grant that a connection needs, in the order in which they are best made: first what reaches the database (in
 * each project that has an instance of the connection), then what leads from the pod to the identity that may.
 *
 * @example
 * requiredRoles(connection).map(({ role }) => role);
 * // ['roles/alloydb.client', 'roles/serviceusage.serviceUsageConsumer', 'roles/alloydb.databaseUser', 'roles/iam.workloadIdentityUser']
 */
export function requiredRoles(
  connection: Pick<ConnectionModel, 'auth' | 'identity' | 'instances'>,
  options: RoleOptions = {},
): readonly RequiredRole[] {
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
  const telemetry = telemetryRoles(podHolder(identity), options.telemetryProject);
  if (email === undefined) return [...reach, ...telemetry];
  return [...reach, ...telemetry, ...(form === 'impersonated' ? impersonation(identity as ImpersonatedIdentity) : [link(email)])];
}

/**
 * The proxy sends its telemetry as the pod, whoever it impersonates.
 * Source: setupTelemetry in cmd/root.go of the proxy 1.17.1, which gives the exporter no credentials
 */
function telemetryRoles(holder: RoleHolder, project: string | undefined): readonly RequiredRole[] {
  if (project === undefined) return [];
  const needed = roleTable.filter((role) => role.grantedOn === 'the project that gets the telemetry');
  return needed.map((role) => ({ role: role.name, holder, target: { kind: 'project', project } }));
}

/** Who the pod is before it impersonates anybody. */
function podHolder(identity: Identity): RoleHolder {
  const email: string | undefined = linkedServiceAccount(identity);
  return email === undefined ? { kind: 'kubernetes-principal' } : { kind: 'iam-service-account', email };
}

/** The IAM service account that the Kubernetes service account is linked to: not the one that the proxy impersonates. */
export function linkedServiceAccount(identity: Identity): string | undefined {
  return identity.form === 'impersonated' ? identity.sourceIamServiceAccount : identity.iamServiceAccount;
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
  let holder = podHolder(identity);
  for (const email of [...impersonationChain, iamServiceAccount]) {
    grants.push({ role: 'roles/iam.serviceAccountTokenCreator', holder, target: { kind: 'iam-service-account', email } });
    holder = { kind: 'iam-service-account', email };
  }
  return grants;
}

/** A permission that the connector needs, and the role that one grants for it. */
export interface PermissionRole {
  readonly permission: string;
  readonly role: string;
  /** What the role is granted on. */
  readonly on: 'project' | 'service-account';
}

/** The roles by permission. Source: https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions */
export const permissionRoles: readonly PermissionRole[] = [
  { permission: 'alloydb.clusters.generateClientCertificate', role: 'roles/alloydb.client', on: 'project' },
  { permission: 'alloydb.instances.connect', role: 'roles/alloydb.client', on: 'project' },
  { permission: 'alloydb.instances.get', role: 'roles/alloydb.client', on: 'project' },
  { permission: 'alloydb.users.login', role: 'roles/alloydb.databaseUser', on: 'project' },
  { permission: 'serviceusage.services.use', role: 'roles/serviceusage.serviceUsageConsumer', on: 'project' },
  { permission: 'iam.serviceAccounts.getAccessToken', role: 'roles/iam.serviceAccountTokenCreator', on: 'service-account' },
  { permission: 'iam.serviceAccounts.implicitDelegation', role: 'roles/iam.serviceAccountTokenCreator', on: 'service-account' },
];

/** The command that grants a role. */
export function grantCommand({ role, on }: PermissionRole, resource: string, member: string): string {
  return on === 'project'
    ? `gcloud projects add-iam-policy-binding ${resource} --member=${member} --role=${role}`
    : `gcloud iam service-accounts add-iam-policy-binding ${resource} --member=${member} --role=${role}`;
}

/** A predefined role that no connection needs, and that people grant all the same. */
export interface FurtherRole {
  readonly name: string;
  /** A permission that ends in `*` stands for all that begin so. */
  readonly permissions: readonly string[];
  readonly source: string;
}

/** Roles besides those of core's table, as far as they hold permissions that the emulator asks for. */
export const furtherRoles: readonly FurtherRole[] = [
  {
    name: 'roles/alloydb.admin',
    permissions: ['alloydb.*'],
    source: 'https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions',
  },
  {
    name: 'roles/alloydb.viewer',
    permissions: [
      'alloydb.clusters.get',
      'alloydb.clusters.list',
      'alloydb.databases.list',
      'alloydb.instances.get',
      'alloydb.instances.list',
      'alloydb.locations.get',
      'alloydb.locations.list',
      'alloydb.users.get',
      'alloydb.users.list',
    ],
    source: 'https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions',
  },
  {
    name: 'roles/serviceusage.serviceUsageAdmin',
    permissions: ['serviceusage.services.*', 'serviceusage.quotas.*'],
    source: 'https://cloud.google.com/iam/docs/roles-permissions/serviceusage',
  },
  {
    name: 'roles/iam.serviceAccountOpenIdTokenCreator',
    permissions: ['iam.serviceAccounts.getOpenIdToken'],
    source: 'https://cloud.google.com/iam/docs/roles-permissions/iam',
  },
  {
    name: 'roles/iam.serviceAccountUser',
    permissions: ['iam.serviceAccounts.actAs', 'iam.serviceAccounts.get', 'iam.serviceAccounts.list'],
    source: 'https://cloud.google.com/iam/docs/roles-permissions/iam',
  },
  {
    name: 'roles/editor',
    permissions: ['alloydb.*', 'serviceusage.*', 'iam.serviceAccounts.get', 'iam.serviceAccounts.list', 'iam.serviceAccounts.actAs'],
    source: 'https://cloud.google.com/iam/docs/roles-overview#basic',
  },
  {
    name: 'roles/owner',
    permissions: ['alloydb.*', 'serviceusage.*', 'iam.serviceAccounts.get', 'iam.serviceAccounts.list', 'iam.serviceAccounts.actAs'],
    source: 'https://cloud.google.com/iam/docs/roles-overview#basic',
  },
];

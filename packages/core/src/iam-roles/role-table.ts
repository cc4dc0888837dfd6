import type { AuthMode } from '../connection/auth-mode';
import type { IdentityForm } from '../identity/identity';

/** An IAM role of Google Cloud that a connection may need. */
export interface Role {
  /** The role, as IAM writes it. */
  readonly name: RoleName;
  /** Its permissions as far as they are documented. */
  readonly permissions: readonly string[];
  /** What it is granted on. */
  readonly grantedOn: 'the project of the database' | 'an IAM service account' | 'the project that gets the telemetry';
  /** Who gets it. */
  readonly grantedTo: string;
  /** The auth modes that need it. */
  readonly auth: readonly AuthMode[];
  /** The identity forms that need it. */
  readonly forms: readonly IdentityForm[];
  /** What it is needed for. */
  readonly why: string;
  /** Where that is said. */
  readonly source: string;
}

/** The roles by name. */
export type RoleName =
  | 'roles/alloydb.client'
  | 'roles/serviceusage.serviceUsageConsumer'
  | 'roles/alloydb.databaseUser'
  | 'roles/iam.workloadIdentityUser'
  | 'roles/iam.serviceAccountTokenCreator'
  | 'roles/monitoring.metricWriter'
  | 'roles/cloudtrace.agent';

/** Every role that the Auth Proxy or its application needs, and for what. Nobody has to list them by hand. */
export const roleTable: readonly Role[] = [
  {
    name: 'roles/alloydb.client',
    permissions: [
      'alloydb.clusters.generateClientCertificate',
      'alloydb.clusters.get',
      'alloydb.instances.connect',
      'alloydb.instances.get',
    ],
    grantedOn: 'the project of the database',
    grantedTo: 'the identity that the proxy ends up as',
    auth: ['iam', 'built-in'],
    forms: ['linked', 'impersonated', 'direct'],
    why: 'To find the address of the instance and to get a client certificate for it. Users with a password need it too: the proxy sends its own token first.',
    source: 'https://cloud.google.com/alloydb/docs/auth-proxy/connect#required-iam-permissions',
  },
  {
    name: 'roles/serviceusage.serviceUsageConsumer',
    permissions: ['serviceusage.quotas.get', 'serviceusage.services.get', 'serviceusage.services.list', 'serviceusage.services.use'],
    grantedOn: 'the project of the database',
    grantedTo: 'the identity that the proxy ends up as',
    auth: ['iam', 'built-in'],
    forms: ['linked', 'impersonated', 'direct'],
    why: "To call the AlloyDB API on the project's quota. Without it every connection is refused, since version 1.5.0 of the proxy.",
    source: 'https://github.com/GoogleCloudPlatform/alloydb-auth-proxy#credentials',
  },
  {
    name: 'roles/alloydb.databaseUser',
    permissions: ['alloydb.clusters.get', 'alloydb.instances.executeSql', 'alloydb.instances.get', 'alloydb.users.login'],
    grantedOn: 'the project of the database',
    grantedTo: 'the identity that the proxy ends up as',
    auth: ['iam'],
    forms: ['linked', 'impersonated'],
    why: 'To log in to the database with a token of IAM. What the user may do inside the database is a matter of GRANT.',
    source: 'https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth',
  },
  {
    name: 'roles/iam.workloadIdentityUser',
    permissions: [
      'iam.serviceAccounts.get',
      'iam.serviceAccounts.getAccessToken',
      'iam.serviceAccounts.getOpenIdToken',
      'iam.serviceAccounts.list',
    ],
    grantedOn: 'an IAM service account',
    grantedTo: 'the Kubernetes service account that is linked to it',
    auth: ['iam', 'built-in'],
    forms: ['linked', 'impersonated'],
    why: 'One half of the link: it lets the Kubernetes service account act as the IAM service account. The annotation of the Kubernetes service account is the other half.',
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#kubernetes-sa-to-iam',
  },
  {
    name: 'roles/iam.serviceAccountTokenCreator',
    permissions: [
      'iam.serviceAccounts.get',
      'iam.serviceAccounts.getAccessToken',
      'iam.serviceAccounts.getOpenIdToken',
      'iam.serviceAccounts.implicitDelegation',
      'iam.serviceAccounts.list',
      'iam.serviceAccounts.signBlob',
      'iam.serviceAccounts.signJwt',
    ],
    grantedOn: 'an IAM service account',
    grantedTo: 'the identity one step before it in the impersonation chain',
    auth: ['iam', 'built-in'],
    forms: ['impersonated'],
    why: 'To impersonate the next identity of the chain, up to the one that the proxy ends up as.',
    source: 'https://cloud.google.com/iam/docs/service-account-permissions#token-creator-role',
  },
  {
    name: 'roles/monitoring.metricWriter',
    permissions: ['monitoring.metricDescriptors.create', 'monitoring.timeSeries.create'],
    grantedOn: 'the project that gets the telemetry',
    grantedTo: 'the identity of the pod itself, also where the proxy impersonates another',
    auth: ['iam', 'built-in'],
    forms: ['linked', 'impersonated', 'direct'],
    why: 'To write metrics of its own into a project of yours (`telemetry.project`). The built-in telemetry needs no role.',
    source: 'https://cloud.google.com/monitoring/access-control',
  },
  {
    name: 'roles/cloudtrace.agent',
    permissions: ['cloudtrace.traces.patch'],
    grantedOn: 'the project that gets the telemetry',
    grantedTo: 'the identity of the pod itself, also where the proxy impersonates another',
    auth: ['iam', 'built-in'],
    forms: ['linked', 'impersonated', 'direct'],
    why: 'To write traces into a project of yours (`telemetry.project`).',
    source: 'https://cloud.google.com/trace/docs/iam',
  },
];

export { AlloyDBApplication } from './alloydb-application';
export { type AlloyDBApplicationArgs, type ApplicationServiceArgs, ServiceType } from './alloydb-application-args';
export type { AutomatedBackupArgs, ContinuousBackupArgs, MaintenanceWindowArgs, RestoreArgs } from './alloydb-backup-args';
export { ActivationPolicy, AvailabilityType, SslMode, SubscriptionType, Weekday } from './alloydb-choices';
export { AlloyDBCluster } from './alloydb-cluster';
export type { AlloyDBClusterArgs } from './alloydb-cluster-args';
export type {
  AlloyDBInstanceArgs,
  ConnectionPoolArgs,
  ObservabilityArgs,
  PrimaryInstanceArgs,
  PscAutoConnectionArgs,
  PscInstanceArgs,
  QueryInsightsArgs,
  ReadPoolArgs,
} from './alloydb-instance-args';
export type { BuiltInUserArgs, IamUserArgs, InitialUserArgs } from './alloydb-user-args';
export { AuthProxy } from './auth-proxy';
export type { AuthProxyArgs, AuthProxyOverridesArgs, ProxyOptionsArgs } from './auth-proxy-args';
export {
  AuthMode,
  type ConnectionArgs,
  type ConnectionIdentityArgs,
  IdentityForm,
  IpType,
  type SecretKeyArgs,
  type ServerFactsArgs,
} from './connection-args';
export type { ConnectionDocument, ConnectionIdentity, KnownServerFacts, SecretKey } from './connection-document';
export type { WriteConnectionOptions } from './connection-outputs';
export { ConnectionTest } from './connection-test';
export { DatabaseAccess } from './database-access';
export type { AlloyDBClusterReference, DatabaseAccessArgs } from './database-access-args';
export { DatabaseGrants } from './database-grants';
export { EgressPolicy } from './egress-policy';
export { type EgressPolicyArgs, GoogleApis } from './egress-policy-args';
export type { EnvironmentArgs } from './environment-args';
export { GkeWorkloadIdentity } from './gke-workload-identity';
export type { GkeWorkloadIdentityArgs } from './gke-workload-identity-args';
export {
  type ConnectionTestArgs,
  type DatabaseGrantsArgs,
  type DatabaseJobArgs,
  GrantedAccess,
  type GrantsAdministratorArgs,
  type GrantsArgs,
} from './job-args';
export type { Json } from './json';
export { PrivateServicesAccess } from './private-services-access';
export type {
  PrivateServicesAccessArgs,
  PrivateServicesAccessReference,
  PrivateServicesRangeArgs,
} from './private-services-access-args';
export {
  EmptyPassword,
  GkePlatform,
  ImageVariant,
  PasswordDelivery,
  ProbeMethod,
  ProxyProcesses,
  PullPolicy,
  RefreshStrategy,
  SidecarForm,
  StartVerification,
} from './proxy-choices';
export type { OrganisationDefaultsArgs, ProxyPolicyArgs } from './proxy-policy-args';
export type { PrometheusArgs, ProxyImageArgs, ProxyProbesArgs, ProxyResourcesArgs, TelemetryArgs } from './proxy-policy-parts';
export { WorkloadIdentity } from './workload-identity';
export type {
  IamConditionArgs,
  IamServiceAccountArgs,
  KubernetesServiceAccountArgs,
  RoleGrantArgs,
  WorkloadIdentityArgs,
} from './workload-identity-args';
export type { WorkloadSelectorArgs } from './workload-selector';

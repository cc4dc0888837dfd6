export { AuthProxy } from './auth-proxy';
export type { AuthProxyArgs, AuthProxyOverridesArgs } from './auth-proxy-args';
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
export { DatabaseAccess } from './database-access';
export type { AlloyDBClusterReference, DatabaseAccessArgs } from './database-access-args';
export type { EnvironmentArgs } from './environment-args';
export type { Json } from './json';
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

export type { ApplicationEnvironment } from './application-environment/application-environment';
export { type ConnectorEnvironmentOptions, connectorEnvironment } from './application-environment/connector-environment';
export { type DatabaseTarget, databaseTargets } from './application-environment/database-targets';
export { type DatabaseUrlFields, databaseUrl } from './application-environment/database-url';
export type { EnvironmentOptions } from './application-environment/environment-options';
export type { EnvironmentPlan, PlannedValue, PlannedVariable } from './application-environment/environment-plan';
export { type VariableMeaning, type VariableRow, type VariableScheme, variableTable } from './application-environment/variable-table';
export { type ApplicationPlace, applicationDeployment, applicationSelector } from './application-workload/application-deployment';
export {
  type ApplicationWorkload,
  applicationWorkloadFields,
  readApplicationProxy,
  readApplicationWorkload,
} from './application-workload/read-application-workload';
export type { CaseValueName, CaseValues } from './causes/case-values';
export { causeOfLogMessage } from './causes/cause-of-log-message';
export type { CauseRow } from './causes/cause-row';
export { type CauseCode, causeTable } from './causes/cause-table';
export type { DatabaseCause } from './causes/database-cause-table';
export { type ExplainedCause, explainCause } from './causes/explain-cause';
export type { IdentityCause } from './causes/identity-cause-table';
export type { PodCause } from './causes/pod-cause-table';
export type { ProxyCause } from './causes/proxy-cause-table';
export type { Repair } from './causes/repair';
export { type AuthMode, authModeNames, authModes } from './connection/auth-mode';
export { Connection, type ConnectionModel } from './connection/connection';
export { type ConnectionDocument, connectionDocumentVersion } from './connection/connection-document';
export { connectionSchema } from './connection/connection-schema';
export type {
  BuiltInConnectionSpec,
  ConnectionFields,
  ConnectionInstanceSpec,
  ConnectionSpec,
  IamConnectionSpec,
  SecretKeyReference,
  ServerFacts,
} from './connection/connection-spec';
export type { IpType } from './connection/ip-type';
export { ipTypes } from './connection/ip-type';
export { isPostgresName } from './connection/postgres-name';
export { readConnectionObject } from './connection/read-connection-object';
export type { ConnectionInstance } from './connection/read-instances';
export { connectionTestJob } from './database-jobs/connection-test-job';
export { databaseJobName } from './database-jobs/database-job';
export type { DatabaseJobOptions, GrantsAdministrator, GrantsJobOptions } from './database-jobs/database-job-options';
export { grantsJob } from './database-jobs/grants-job';
export { ModelError } from './errors/model-error';
export { nearestName } from './errors/nearest-name';
export { type Problem, problemText } from './errors/problem';
export { ProblemList } from './errors/problem-list';
export { type Placeholders, type ProblemFactory, type ProblemRow, problemFactory, type ValuesOf } from './errors/problem-table';
export { quote } from './errors/quote';
export {
  linkedServiceAccount,
  type RequiredRole,
  type RoleHolder,
  type RoleOptions,
  type RoleTarget,
  requiredRoles,
} from './iam-roles/required-roles';
export { type RoleSubject, roleMember } from './iam-roles/role-member';
export { type Role, type RoleName, roleTable } from './iam-roles/role-table';
export type { DirectIdentity, Identity, IdentityForm, ImpersonatedIdentity, KubernetesIdentity, LinkedIdentity } from './identity/identity';
export { identityForm } from './identity/identity';
export { iamDatabaseUser, isServiceAccountEmail, serviceAccountEmail, serviceAccountProject } from './identity/service-account-email';
export { serviceAccountId } from './identity/service-account-id';
export {
  principalMember,
  serviceAccountMember,
  type WorkloadIdentitySubject,
  workloadIdentityAnnotation,
  workloadIdentityMember,
} from './identity/workload-identity-member';
export { type FieldTable, readBoolean, readChoice, readFields, readList, readObject, readText, readWholeNumber } from './input/read-fields';
export { InstanceUri, type InstanceUriFields } from './instance-uri/instance-uri';
export { isInstanceId } from './instance-uri/instance-uri-grammar';
export { isJsonObject, type JsonObject, mergeJson } from './kubernetes/json';
export type { Manifest } from './kubernetes/manifest';
export { isDnsLabel } from './kubernetes/object-name';
export type { EnvVar, ObjectMetadata, Volume, VolumeMount } from './kubernetes/pod';
export { bytesOf, millicoresOf } from './kubernetes/quantity';
export { readAnnotations, readLabels } from './kubernetes/read-labels';
export { restrictedSecurityContext } from './kubernetes/restricted-security-context';
export { isAddressRange } from './network-egress/address-range';
export { type EgressPolicyOptions, egressPolicy } from './network-egress/egress-policy';
export { type EgressRow, egressTable, googleApisBlocks } from './network-egress/egress-table';
export { isAuthProxy } from './pod-injection/other-proxies';
export { type PodTemplatePath, podTemplatePath, podTemplatePaths } from './pod-injection/pod-template-paths';
export { type InjectionTarget, injectProxy, ProxyInjector } from './pod-injection/proxy-injector';
export { defineAuthProxy } from './proxy-container/auth-proxy';
export type { AuthProxyModel, ChosenPorts, ProxyProcess } from './proxy-container/auth-proxy-model';
export type { AuthProxyOptions, AuthProxyOverrides } from './proxy-container/auth-proxy-options';
export { type FieldsOf, organisationFields } from './proxy-container/option-fields';
export type { OrganisationDefaults } from './proxy-container/organisation-defaults';
export type { ResolvedImage } from './proxy-container/proxy-image';
export { proxyMemoryMebibytes } from './proxy-container/proxy-memory';
export type {
  PrometheusMetrics,
  ProxyImage,
  ProxyPolicy,
  ProxyProbes,
  ProxyResources,
  ProxyTelemetry,
} from './proxy-container/proxy-policy';
export type { ProbePlan } from './proxy-container/proxy-probes';
export { type ShutdownInput, type ShutdownTiming, shutdownTiming } from './proxy-container/shutdown-timing';
export { type CheckOptions, checkInvocation } from './proxy-flags/check-invocation';
export type { Environment } from './proxy-flags/environment';
export type { FlagNeed, FlagRow, ProxyCommand } from './proxy-flags/flag-row';
export { flagRows } from './proxy-flags/flag-table';
export { listenersOf, type ProxyListener, type TcpListener, type UnixListener } from './proxy-flags/listeners';
export { type ParsedArgs, parseArgs } from './proxy-flags/parse-args';
export { type ParsedEnvironment, parseEnvironment } from './proxy-flags/parse-environment';
export type { InstanceFlags, ProxyFlags, ProxyInstance, ProxyInvocation, ShutdownFlags, WaitFlags } from './proxy-flags/proxy-invocation';
export { proxyVariables } from './proxy-flags/proxy-variables';
export { isVerifiedVersion, verifiedProxyVersion } from './proxy-flags/proxy-version';
export { renderArgs, renderShutdownArgs, renderWaitArgs } from './proxy-flags/render-args';
export { type Severity, severityOf } from './proxy-flags/severity';
export type { HiddenValue, KindTypes, ValueKind } from './proxy-flags/value-kinds';
export { type LogMessageCode, type LogMessageRow, logMessageTable } from './proxy-log/log-message-table';
export { recogniseLogMessage } from './proxy-log/recognise-log-message';
export { setupCommands } from './setup-commands/setup-commands';
export type { DatabaseAdministrator, GkeCluster, SetupOptions } from './setup-commands/setup-options';
export { setupScript } from './setup-commands/setup-script';
export type { SetupStep } from './setup-commands/setup-step';
export { shellQuote } from './setup-commands/shell-quote';

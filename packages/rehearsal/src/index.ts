// What a rehearsal takes and gives, so that one import is enough.
export {
  type AuthMode,
  type BuiltInConnectionSpec,
  type CauseCode,
  Connection,
  type ConnectionDocument,
  type ConnectionFields,
  type ConnectionInstance,
  type ConnectionInstanceSpec,
  type ConnectionModel,
  type ConnectionSpec,
  type DatabaseCause,
  type DirectIdentity,
  type IamConnectionSpec,
  type Identity,
  type IdentityCause,
  type ImpersonatedIdentity,
  InstanceUri,
  type InstanceUriFields,
  type IpType,
  type JsonObject,
  type KubernetesIdentity,
  type LinkedIdentity,
  type Manifest,
  ModelError,
  type ObjectMetadata,
  type PodCause,
  type Problem,
  type ProxyCause,
  type SecretKeyReference,
  type ServerFacts,
} from '@alloydb-gke/core';
export type {
  BuiltInDatabaseUserSpec,
  ClusterSpec,
  DatabaseSpec,
  DatabaseUserSpec,
  EmulatorSpec,
  FaultName,
  GrantSpec,
  IamDatabaseUserSpec,
  InstanceSpec,
  InstanceType,
  KubernetesServiceAccountSpec,
  PolicyBinding,
  PolicyCondition,
  PortsSpec,
  ProjectSpec,
  ServiceAccountSpec,
} from '@alloydb-gke/emulator';
export type { Assumption } from './cloud-side/cloud-side';
export { cloudSideNotNamed } from './cloud-side/cloud-side-not-named';
export { readCloudFile } from './cloud-side/read-cloud-file';
export type { ManifestSet, ReadManifest, ReadOptions } from './manifests/manifest-set';
export { type ReadFilesOptions, readManifestFiles } from './manifests/read-manifest-files';
export { readManifestObjects } from './manifests/read-manifest-objects';
export type { WorkloadName } from './pod-plan/pod-plan';
export type { PodEvent } from './pod-run/pod-event';
export type { ProxySources } from './proxy-program/download-proxy';
export { cachedProxy, findProxyProgram, type ProxyPlaces, type ProxyProgram } from './proxy-program/find-proxy-program';
export { type InstallProxyOptions, installProxy } from './proxy-program/install-proxy';
export { namedProxyVersions } from './proxy-program/named-proxy-versions';
export type { PulumiPlan, PulumiResource } from './pulumi/pulumi-resource';
export { readPulumiFiles } from './pulumi/read-pulumi-files';
export { RehearsalError } from './rehearsal-error';
export type { CloudInput, RehearsalOptions } from './rehearsal-options';
export { type ManifestInput, rehearse } from './rehearse';
export type { RehearsalReport, RehearsedPod } from './report/rehearsal-report';
export { noColours, type ReportColours, type ReportLayout, usualWidth } from './report/report-colours';
export { reportText } from './report/report-text';
export { timelineLine } from './report/timeline-line';
export type { Expectation, ExpectationCode, Failure, Repair } from './verdict/expectation';

// What the emulator takes and gives, so that one import is enough.
export {
  type AuthMode,
  type BuiltInConnectionSpec,
  Connection,
  type ConnectionDocument,
  type ConnectionFields,
  type ConnectionInstance,
  type ConnectionInstanceSpec,
  type ConnectionModel,
  type ConnectionSpec,
  type DirectIdentity,
  type IamConnectionSpec,
  type Identity,
  type ImpersonatedIdentity,
  InstanceUri,
  type InstanceUriFields,
  type IpType,
  type KubernetesIdentity,
  type LinkedIdentity,
  ModelError,
  type Problem,
  type SecretKeyReference,
  type ServerFacts,
} from '@alloydb-gke/core';
export { cacheFolder } from './cache-folder';
export type { ClientEnvironment } from './client-environment/client-environment';
export type { ConnectionRequest } from './connection-from-spec';
export { startEmulator } from './emulator';
export type { EmulatorAddresses, InstanceAddresses } from './emulator-addresses';
export { EmulatorError } from './emulator-error';
export type { EmulatorOptions, PostgresOptions } from './emulator-options';
export { type FaultName, faultNames } from './faults/fault-table';
export type { ActiveFault, Faults, FaultTarget } from './faults/faults';
export { predefinedRoleNames } from './iam/predefined-roles';
export type { EmulatorEvent, EmulatorLog } from './log/emulator-log';
export type { EventCode } from './log/event-codes';
export { findPostgresPrograms, type PostgresPrograms, type SearchedPlaces } from './postgres/postgres-programs';
export type { AccessTokenOptions, RunningEmulator } from './running-emulator';
export type {
  BuiltInDatabaseUserSpec,
  ClusterSpec,
  DatabaseSpec,
  DatabaseUserSpec,
  EmulatorSpec,
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
} from './spec/emulator-spec';
export { emulatorSpecProblems } from './spec/emulator-spec-problems';
export { type SpecForConnectionOptions, specForConnection } from './spec-for-connection';

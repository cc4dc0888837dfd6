// What the constructs take and give, so that one import is enough.
export { Connection, InstanceUri, ModelError, type OrganisationDefaults, type SetupStep, setupScript } from '@alloydb-gke/core';
export { AlloyDBApplication, type AlloyDBApplicationProps, type ApplicationProxyOptions } from './alloydb-application';
export { AuthProxy, type AuthProxyProps } from './auth-proxy';
export { ConstructError } from './construct-error';
export { type IdentityCommandOptions, WorkloadIdentity, type WorkloadIdentityProps } from './workload-identity';
export type { WorkloadSelector } from './workload-selector';

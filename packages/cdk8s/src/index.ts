export { AlloyDBApplication, type AlloyDBApplicationProps, type ApplicationProxyOptions } from './alloydb-application';
export { AuthProxy, type AuthProxyProps } from './auth-proxy';
export { ConstructError } from './construct-error';
export { WorkloadIdentity, type WorkloadIdentityProps } from './workload-identity';
export type { WorkloadSelector } from './workload-selector';
// What the props of the constructs are made of, so that one import is enough.
export { Connection, InstanceUri, ModelError, type OrganisationDefaults } from '@alloydb-gke/core';

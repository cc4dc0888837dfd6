export { AlloyDBApplication, type AlloyDBApplicationProps, type ApplicationProxyOptions } from './alloydb-application';
export { AuthProxy, type AuthProxyProps } from './auth-proxy';
export { ConstructError } from './construct-error';
export { WorkloadIdentity, type WorkloadIdentityProps } from './workload-identity';
export type { WorkloadSelector } from './workload-selector';

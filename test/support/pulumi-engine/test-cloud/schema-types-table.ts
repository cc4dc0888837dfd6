/** The resources that components refer to. The engine looks for them in the schema of a provider, and for nothing else. */
export const schemaTypes: Readonly<Record<string, readonly string[]>> = {
  gcp: [
    'gcp:alloydb/cluster:Cluster',
    'gcp:alloydb/instance:Instance',
    'gcp:alloydb/user:User',
    'gcp:compute/globalAddress:GlobalAddress',
    'gcp:projects/iAMMember:IAMMember',
    'gcp:serviceaccount/account:Account',
    'gcp:serviceaccount/iAMMember:IAMMember',
    'gcp:servicenetworking/connection:Connection',
  ],
  kubernetes: [
    'kubernetes:apps/v1:Deployment',
    'kubernetes:batch/v1:Job',
    'kubernetes:core/v1:Service',
    'kubernetes:core/v1:ServiceAccount',
    'kubernetes:networking.k8s.io/v1:NetworkPolicy',
  ],
};

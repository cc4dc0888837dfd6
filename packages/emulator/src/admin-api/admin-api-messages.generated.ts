// Generated from the protos of @google-cloud/alloydb by tools/generators/admin-api-messages.ts. `npm run generate` writes it.

/** The messages of the Admin API that are spoken here: number and type of each field. */
export const messages = {
  GetConnectionInfoRequest: {
    parent: { id: 1, type: 'string', kind: 'one' },
    requestId: { id: 2, type: 'string', kind: 'one' },
  },
  ConnectionInfo: {
    name: { id: 1, type: 'string', kind: 'one' },
    ipAddress: { id: 2, type: 'string', kind: 'one' },
    publicIpAddress: { id: 5, type: 'string', kind: 'one' },
    instanceUid: { id: 4, type: 'string', kind: 'one' },
    pscDnsName: { id: 6, type: 'string', kind: 'one' },
  },
  GenerateClientCertificateRequest: {
    parent: { id: 1, type: 'string', kind: 'one' },
    requestId: { id: 2, type: 'string', kind: 'one' },
    certDuration: { id: 4, type: 'Duration', kind: 'one' },
    publicKey: { id: 5, type: 'string', kind: 'one' },
    useMetadataExchange: { id: 6, type: 'bool', kind: 'one' },
  },
  GenerateClientCertificateResponse: {
    pemCertificateChain: { id: 2, type: 'string', kind: 'list' },
    caCert: { id: 3, type: 'string', kind: 'one' },
  },
  GetClusterRequest: {
    name: { id: 1, type: 'string', kind: 'one' },
  },
  ListClustersRequest: {
    parent: { id: 1, type: 'string', kind: 'one' },
    pageSize: { id: 2, type: 'int32', kind: 'one' },
    pageToken: { id: 3, type: 'string', kind: 'one' },
  },
  ListClustersResponse: {
    clusters: { id: 1, type: 'Cluster', kind: 'list' },
    nextPageToken: { id: 2, type: 'string', kind: 'one' },
  },
  Cluster: {
    name: { id: 1, type: 'string', kind: 'one' },
    uid: { id: 3, type: 'string', kind: 'one' },
    state: { id: 8, type: 'enum Cluster.State', kind: 'one' },
    clusterType: { id: 24, type: 'enum Cluster.ClusterType', kind: 'one' },
    databaseVersion: { id: 9, type: 'enum DatabaseVersion', kind: 'one' },
  },
  GetInstanceRequest: {
    name: { id: 1, type: 'string', kind: 'one' },
  },
  ListInstancesRequest: {
    parent: { id: 1, type: 'string', kind: 'one' },
    pageSize: { id: 2, type: 'int32', kind: 'one' },
    pageToken: { id: 3, type: 'string', kind: 'one' },
  },
  ListInstancesResponse: {
    instances: { id: 1, type: 'Instance', kind: 'list' },
    nextPageToken: { id: 2, type: 'string', kind: 'one' },
  },
  Instance: {
    name: { id: 1, type: 'string', kind: 'one' },
    uid: { id: 3, type: 'string', kind: 'one' },
    state: { id: 8, type: 'enum Instance.State', kind: 'one' },
    instanceType: { id: 9, type: 'enum Instance.InstanceType', kind: 'one' },
    databaseFlags: { id: 13, type: 'string', kind: 'map' },
    ipAddress: { id: 15, type: 'string', kind: 'one' },
    publicIpAddress: { id: 27, type: 'string', kind: 'one' },
    clientConnectionConfig: { id: 23, type: 'Instance.ClientConnectionConfig', kind: 'one' },
    pscInstanceConfig: { id: 28, type: 'Instance.PscInstanceConfig', kind: 'one' },
  },
  'Instance.ClientConnectionConfig': {
    requireConnectors: { id: 1, type: 'bool', kind: 'one' },
  },
  'Instance.PscInstanceConfig': {
    pscDnsName: { id: 7, type: 'string', kind: 'one' },
  },
  GetUserRequest: {
    name: { id: 1, type: 'string', kind: 'one' },
  },
  ListUsersRequest: {
    parent: { id: 1, type: 'string', kind: 'one' },
    pageSize: { id: 2, type: 'int32', kind: 'one' },
    pageToken: { id: 3, type: 'string', kind: 'one' },
  },
  ListUsersResponse: {
    users: { id: 1, type: 'User', kind: 'list' },
    nextPageToken: { id: 2, type: 'string', kind: 'one' },
  },
  User: {
    name: { id: 1, type: 'string', kind: 'one' },
    databaseRoles: { id: 4, type: 'string', kind: 'list' },
    userType: { id: 5, type: 'enum User.UserType', kind: 'one' },
  },
} as const;

/** The enumerations in them. */
export const enumerations = {
  'Cluster.State': { STATE_UNSPECIFIED: 0, READY: 1, STOPPED: 2, EMPTY: 3, CREATING: 4, DELETING: 5, FAILED: 6, BOOTSTRAPPING: 7, MAINTENANCE: 8, PROMOTING: 9 },
  'Cluster.ClusterType': { CLUSTER_TYPE_UNSPECIFIED: 0, PRIMARY: 1, SECONDARY: 2 },
  DatabaseVersion: { DATABASE_VERSION_UNSPECIFIED: 0, POSTGRES_13: 1, POSTGRES_14: 2, POSTGRES_15: 3, POSTGRES_16: 4, POSTGRES_17: 5, POSTGRES_18: 6, POSTGRES_19: 7 },
  'Instance.State': { STATE_UNSPECIFIED: 0, READY: 1, STOPPED: 2, CREATING: 3, DELETING: 4, MAINTENANCE: 5, FAILED: 6, BOOTSTRAPPING: 8, PROMOTING: 9 },
  'Instance.InstanceType': { INSTANCE_TYPE_UNSPECIFIED: 0, PRIMARY: 1, READ_POOL: 2, SECONDARY: 3 },
  'User.UserType': { USER_TYPE_UNSPECIFIED: 0, ALLOYDB_BUILT_IN: 1, ALLOYDB_IAM_USER: 2 },
} as const;

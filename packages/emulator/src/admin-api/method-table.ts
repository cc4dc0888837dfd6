import type { messages } from './admin-api-messages.generated';
import { generateClientCertificate } from './generate-client-certificate';
import { getConnectionInfo } from './get-connection-info';
import type { MethodCall } from './method-call';
import { getCluster, getInstance, getUser, listClusters, listInstances, listUsers } from './read-resources';

export type MessageName = keyof typeof messages;

/** A method of the Admin API. */
export interface MethodRow {
  /** As gRPC calls it, with a capital. */
  readonly name: string;
  readonly verb: 'GET' | 'POST';
  /** The path behind the version. The group is what the call is about. */
  readonly path: RegExp;
  /** The field of the request that says the same. */
  readonly parameter: 'name' | 'parent';
  readonly request: MessageName;
  readonly response: MessageName;
  /** What the caller needs in the project. */
  readonly permission: string;
  readonly run: (call: MethodCall) => object;
}

const location = 'projects/[^/]+/locations/[^/]+';
const cluster = `${location}/clusters/[^/:]+`;
const instance = `${cluster}/instances/[^/]+`;

/**
 * The methods that are served. Paths: google/cloud/alloydb/v1/service.proto. Permissions: the ones that carry the name of
 * the method (https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions); for the connection info, which has
 * none of its own, `alloydb.instances.connect` is an assumption.
 */
export const methods: readonly MethodRow[] = [
  {
    name: 'GetConnectionInfo',
    verb: 'GET',
    path: new RegExp(`^(${instance})/connectionInfo$`),
    parameter: 'parent',
    request: 'GetConnectionInfoRequest',
    response: 'ConnectionInfo',
    permission: 'alloydb.instances.connect',
    run: getConnectionInfo,
  },
  {
    name: 'GenerateClientCertificate',
    verb: 'POST',
    path: new RegExp(`^(${cluster}):generateClientCertificate$`),
    parameter: 'parent',
    request: 'GenerateClientCertificateRequest',
    response: 'GenerateClientCertificateResponse',
    permission: 'alloydb.clusters.generateClientCertificate',
    run: generateClientCertificate,
  },
  {
    name: 'GetCluster',
    verb: 'GET',
    path: new RegExp(`^(${cluster})$`),
    parameter: 'name',
    request: 'GetClusterRequest',
    response: 'Cluster',
    permission: 'alloydb.clusters.get',
    run: getCluster,
  },
  {
    name: 'ListClusters',
    verb: 'GET',
    path: new RegExp(`^(${location})/clusters$`),
    parameter: 'parent',
    request: 'ListClustersRequest',
    response: 'ListClustersResponse',
    permission: 'alloydb.clusters.list',
    run: listClusters,
  },
  {
    name: 'GetInstance',
    verb: 'GET',
    path: new RegExp(`^(${instance})$`),
    parameter: 'name',
    request: 'GetInstanceRequest',
    response: 'Instance',
    permission: 'alloydb.instances.get',
    run: getInstance,
  },
  {
    name: 'ListInstances',
    verb: 'GET',
    path: new RegExp(`^(${cluster})/instances$`),
    parameter: 'parent',
    request: 'ListInstancesRequest',
    response: 'ListInstancesResponse',
    permission: 'alloydb.instances.list',
    run: listInstances,
  },
  {
    name: 'GetUser',
    verb: 'GET',
    path: new RegExp(`^(${cluster}/users/[^/]+)$`),
    parameter: 'name',
    request: 'GetUserRequest',
    response: 'User',
    permission: 'alloydb.users.get',
    run: getUser,
  },
  {
    name: 'ListUsers',
    verb: 'GET',
    path: new RegExp(`^(${cluster})/users$`),
    parameter: 'parent',
    request: 'ListUsersRequest',
    response: 'ListUsersResponse',
    permission: 'alloydb.users.list',
    run: listUsers,
  },
];

import type {
  AlloyDBInstanceArgs,
  ConnectionPoolArgs,
  ObservabilityArgs,
  PrimaryInstanceArgs,
  PscAutoConnectionArgs,
  PscInstanceArgs,
  QueryInsightsArgs,
  ReadPoolArgs,
} from './alloydb-instance-args';
import { type ArgsTable, anything } from './known-fields';

const queryInsightsFields: ArgsTable<QueryInsightsArgs> = {
  queryStringLength: anything,
  queryPlansPerMinute: anything,
  recordApplicationTags: anything,
  recordClientAddress: anything,
};

const observabilityFields: ArgsTable<ObservabilityArgs> = {
  enabled: anything,
  maxQueryStringLength: anything,
  queryPlansPerMinute: anything,
  preserveComments: anything,
  recordApplicationTags: anything,
  trackActiveQueries: anything,
  trackClientAddress: anything,
  trackWaitEvents: anything,
  trackWaitEventTypes: anything,
  assistiveExperiencesEnabled: anything,
};

const connectionPoolFields: ArgsTable<ConnectionPoolArgs> = { enabled: anything, flags: anything };

const autoConnectionFields: ArgsTable<PscAutoConnectionArgs> = {
  consumerProject: { required: "the id of the consumer's project" },
  consumerNetwork: { required: 'as in "projects/PROJECT/global/networks/NETWORK"' },
};

const pscFields: ArgsTable<PscInstanceArgs> = {
  allowedConsumerProjects: anything,
  autoConnections: { list: autoConnectionFields },
  networkAttachment: anything,
};

const instanceFields: ArgsTable<AlloyDBInstanceArgs> = {
  instanceId: anything,
  displayName: anything,
  labels: anything,
  annotations: anything,
  machineType: anything,
  cpuCount: anything,
  databaseFlags: anything,
  requireConnectors: anything,
  sslMode: anything,
  queryInsights: { fields: queryInsightsFields },
  observability: { fields: observabilityFields },
  connectionPool: { fields: connectionPoolFields },
  activationPolicy: anything,
  publicIp: anything,
  authorizedNetworks: anything,
  outboundPublicIp: anything,
  allocatedIpRange: anything,
  psc: { fields: pscFields },
};

/** The fields of a primary. */
export const primaryFields: ArgsTable<PrimaryInstanceArgs> = { ...instanceFields, availabilityType: anything, zone: anything };

/** The fields of a read pool. */
export const readPoolFields: ArgsTable<ReadPoolArgs> = { ...instanceFields, nodeCount: anything, autoscaled: anything };

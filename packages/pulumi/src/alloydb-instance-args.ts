import type { Input } from '@pulumi/pulumi';
import type { ActivationPolicy, AvailabilityType, SslMode } from './alloydb-choices';

/** Query insights, the normal ones. */
export interface QueryInsightsArgs {
  /**
   * How much of a query is kept, in bytes: 256 to 4500.
   * @default 1024
   */
  queryStringLength?: Input<number>;
  /**
   * How many plans a minute are captured: 0 to 20.
   * @default 5
   */
  queryPlansPerMinute?: Input<number>;
  /**
   * Whether the tags of the application are recorded.
   * @default true
   */
  recordApplicationTags?: Input<boolean>;
  /**
   * Whether the address of the client is recorded. It is personal data.
   * @default true
   */
  recordClientAddress?: Input<boolean>;
}

/** Enhanced query insights, in place of the normal ones. */
export interface ObservabilityArgs {
  /**
   * Whether they are on.
   * @default true
   */
  enabled?: Input<boolean>;
  /**
   * How much of a query is kept, in bytes: 1024 to 100000.
   * @default 10240
   */
  maxQueryStringLength?: Input<number>;
  /**
   * How many plans a minute are captured: 0 to 200.
   * @default 5
   */
  queryPlansPerMinute?: Input<number>;
  /**
   * Whether comments stay in the text of a query.
   * @default false
   */
  preserveComments?: Input<boolean>;
  /**
   * Whether the tags of the application are recorded.
   * @default true
   */
  recordApplicationTags?: Input<boolean>;
  /**
   * Whether running queries are tracked.
   * @default false
   */
  trackActiveQueries?: Input<boolean>;
  /**
   * Whether the address of the client is tracked. It is personal data.
   * @default false
   */
  trackClientAddress?: Input<boolean>;
  /**
   * Whether wait events are recorded.
   * @default true
   */
  trackWaitEvents?: Input<boolean>;
  /**
   * Whether the types of wait events are recorded.
   * @default true
   */
  trackWaitEventTypes?: Input<boolean>;
  /**
   * Whether the assistant may use them.
   * @default false
   */
  assistiveExperiencesEnabled?: Input<boolean>;
}

/** Managed connection pooling. Source: https://cloud.google.com/alloydb/docs/configure-managed-connection-pooling */
export interface ConnectionPoolArgs {
  /**
   * Whether it is on.
   * @default true
   */
  enabled?: Input<boolean>;
  /**
   * Its flags, without "connection-pooling-" in front: `{ pool_mode: 'session' }`.
   * @default - none
   */
  flags?: Input<{ [name: string]: Input<string> }>;
}

/** An endpoint that Google makes in a network of the consumer. */
export interface PscAutoConnectionArgs {
  /** Id of the consumer's project; not its number. */
  consumerProject: Input<string>;
  /** The network: `projects/…/global/networks/…`. */
  consumerNetwork: Input<string>;
}

/** Private Service Connect at an instance. */
export interface PscInstanceArgs {
  /**
   * Numbers of the projects that may make endpoints.
   * @default - none
   */
  allowedConsumerProjects?: Input<Input<string>[]>;
  /**
   * Endpoints that Google makes.
   * @default - none
   */
  autoConnections?: PscAutoConnectionArgs[];
  /**
   * The network attachment that the instance reaches out through: `projects/…/regions/…/networkAttachments/…`.
   * @default - none
   */
  networkAttachment?: Input<string>;
}

/** What a primary and a read pool have in common. */
export interface AlloyDBInstanceArgs {
  /**
   * Its id in the cluster.
   * @default - 'primary', or the name of the read pool
   */
  instanceId?: Input<string>;
  /**
   * Its name for people.
   * @default - none
   */
  displayName?: Input<string>;
  /**
   * Labels, besides those of the cluster.
   * @default - those of the cluster
   */
  labels?: Input<{ [name: string]: Input<string> }>;
  /**
   * Annotations.
   * @default - none
   */
  annotations?: Input<{ [name: string]: Input<string> }>;
  /**
   * The machine: `n2-highmem-4`, `c4a-highmem-4-lssd`. The number of CPUs follows from it.
   * @default - one that Google chooses for the number of CPUs
   */
  machineType?: Input<string>;
  /**
   * Number of CPUs: 1, 2, 4, 8, 16, 32, 48, 64, 72, 96 or 128.
   * @default - that of the machine type, else 2
   */
  cpuCount?: Input<number>;
  /**
   * Flags of the database. `alloydb.iam_authentication` is set by the cluster.
   * @default - Google's; those of a read pool are copied from the primary when it is made
   */
  databaseFlags?: Input<{ [name: string]: Input<string> }>;
  /**
   * Whether only connectors such as the Auth Proxy may connect.
   * @default - that of the cluster
   */
  requireConnectors?: Input<boolean>;
  /**
   * How clients without a connector may connect.
   * @default 'ENCRYPTED_ONLY'
   */
  sslMode?: Input<SslMode>;
  /**
   * Query insights. Not with `observability`.
   * @default - Google's
   */
  queryInsights?: QueryInsightsArgs;
  /**
   * Enhanced query insights. Not with `queryInsights`.
   * @default - off
   */
  observability?: ObservabilityArgs;
  /**
   * Managed connection pooling.
   * @default - off
   */
  connectionPool?: ConnectionPoolArgs;
  /**
   * Whether it runs. Read pools stop before the primary, in an update of their own.
   * @default 'ALWAYS'
   */
  activationPolicy?: Input<ActivationPolicy>;
  /**
   * Whether it has a public address.
   * @default false
   */
  publicIp?: Input<boolean>;
  /**
   * Networks that may reach the public address without a connector, as CIDR ranges.
   * @default - none
   */
  authorizedNetworks?: Input<Input<string>[]>;
  /**
   * Whether it reaches out from public addresses.
   * @default false
   */
  outboundPublicIp?: Input<boolean>;
  /**
   * Name of the reserved range that its address is of, in place of the cluster's.
   * @default - that of the cluster
   */
  allocatedIpRange?: Input<string>;
  /**
   * Private Service Connect, where the cluster has it.
   * @default - nobody may make endpoints
   */
  psc?: PscInstanceArgs;
}

/** The primary instance, or that of a secondary cluster. */
export interface PrimaryInstanceArgs extends AlloyDBInstanceArgs {
  /**
   * Where its nodes are.
   * @default 'REGIONAL'
   */
  availabilityType?: Input<AvailabilityType>;
  /**
   * The zone of a zonal instance.
   * @default - one that Google chooses
   */
  zone?: Input<string>;
}

/** A read pool. */
export interface ReadPoolArgs extends AlloyDBInstanceArgs {
  /**
   * Number of its nodes: 1 to 20.
   * @default 1
   */
  nodeCount?: Input<number>;
  /**
   * Google's autoscaling changes the number of nodes: `nodeCount` is then what the pool starts with, and no difference later.
   * @default false
   */
  autoscaled?: boolean;
}

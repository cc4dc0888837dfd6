export {
  type AuthType,
  AuthTypes,
  type ConnectionOptions,
  IpAddressTypes,
  type IpType,
} from './connection-options';
export { Connector } from './connector';
export type { CloseOptions, ConnectorOptions } from './connector-options';
export type { AccessTokenAnswer, AccessTokenSource } from './credentials/access-token-source';
export { type IamTokenOptions, iamToken } from './credentials/iam-token';
export {
  type ConnectionEvent,
  type ConnectorEvents,
  type DialEvent,
  diagnosticsChannels,
  type RefreshEvent,
} from './diagnostics/channel-table';
export { type MetricAttributes, type MetricMeter, recordMetrics } from './diagnostics/record-metrics';
export type { DialStep } from './dial/dial-steps';
export type { DriverOptions } from './driver-options';
export type { ConnectorErrorCode, ConnectorErrorKind } from './errors/connector-codes';
export { ConnectorError, type ConnectorErrorParts } from './errors/connector-error';
export type { ListenPlace, LocalProxy, LocalProxyOptions } from './local-proxy/local-proxy-options';
export { createPool, createPools, type Pools } from './pool/create-pools';
export type { NewPool, PgClient, PgPool, PgPoolConfig, PgResult } from './pool/pg-pool';
export type { PasswordSource, PoolOptions, PoolWay } from './pool/pool-options';

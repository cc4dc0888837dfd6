import type { ProxyFlags } from '../proxy-flags/proxy-invocation';

/**
 * The flags that follow from options, with the option to use in their place. Every other flag may be set by `flags`.
 * There is no option for Unix sockets: a socket that a killed proxy leaves behind keeps the next one from starting.
 */
export const derivedFlags: Readonly<Partial<Record<keyof ProxyFlags, string>>> = {
  port: 'ports',
  httpAddress: 'probes',
  unixSocket: 'ports',
  autoIamAuthn: 'connection.auth',
  publicIp: 'connection.ipType',
  psc: 'connection.ipType',
  impersonateServiceAccount: 'connection.identity',
  alloydbadminApiEndpoint: 'adminApiEndpoint',
  universeDomain: 'universeDomain',
  structuredLogs: 'structuredLogs',
  debugLogs: 'debugLogs',
  maxConnections: 'maxConnections',
  minSigtermDelay: 'applicationDrainSeconds',
  maxSigtermDelay: 'proxyDrainSeconds',
  exitZeroSigterm: 'sidecar',
  healthCheck: 'probes',
  httpPort: 'httpPort',
  withBackendCheck: 'verify',
  runConnectionTest: 'verify',
  prometheus: 'prometheus',
  prometheusNamespace: 'prometheus',
  adminPort: 'adminPort',
  quitquitquit: 'applicationQuitsProxy',
  telemetryProject: 'telemetry',
  telemetryPrefix: 'telemetry',
  telemetrySampleRate: 'telemetry',
  disableTraces: 'telemetry',
  disableMetrics: 'telemetry',
  disableBuiltInTelemetry: 'builtInTelemetry',
  lazyRefresh: 'refresh',
};

/** The flags that are what the rest of the pod expects, and that nobody may set: why. */
export const fixedFlags: Readonly<Partial<Record<keyof ProxyFlags, string>>> = {
  address: 'The proxy listens on 127.0.0.1: there the application looks for it, and nobody outside the pod reaches it',
};

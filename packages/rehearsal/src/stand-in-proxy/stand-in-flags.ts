import type { ProxyFlags } from '@alloydb-gke/core';

/**
 * What the stand-in does with each flag of the process: all that it asks for, nothing (where nothing that a rehearsal looks at
 * comes of it), or not start at all.
 */
export const standInFlags: { readonly [Name in keyof ProxyFlags]-?: 'done' | 'left out' | 'refused' } = {
  port: 'done',
  address: 'done',
  unixSocket: 'done',
  autoIamAuthn: 'done',
  publicIp: 'done',
  psc: 'done',
  token: 'refused',
  loginToken: 'refused',
  credentialsFile: 'done',
  jsonCredentials: 'refused',
  gcloudAuth: 'refused',
  impersonateServiceAccount: 'done',
  alloydbadminApiEndpoint: 'done',
  universeDomain: 'done',
  lazyRefresh: 'done',
  staticConnectionInfo: 'refused',
  runConnectionTest: 'done',
  maxConnections: 'done',
  healthCheck: 'done',
  withBackendCheck: 'done',
  prometheus: 'left out',
  prometheusNamespace: 'left out',
  httpAddress: 'done',
  httpPort: 'done',
  quitquitquit: 'done',
  debug: 'left out',
  adminPort: 'done',
  minSigtermDelay: 'done',
  maxSigtermDelay: 'done',
  exitZeroSigterm: 'done',
  structuredLogs: 'done',
  debugLogs: 'left out',
  quiet: 'done',
  userAgent: 'done',
  telemetryProject: 'left out',
  telemetryPrefix: 'left out',
  telemetrySampleRate: 'left out',
  disableTraces: 'left out',
  disableMetrics: 'left out',
  disableBuiltInTelemetry: 'left out',
  fuse: 'refused',
  fuseTmpDir: 'refused',
  configFile: 'refused',
};

/** The flags that the stand-in cannot start with, by the names of their options. */
export function refusedFlags(flags: ProxyFlags): readonly (keyof ProxyFlags)[] {
  const names = Object.keys(standInFlags) as (keyof ProxyFlags)[];
  return names.filter((name) => standInFlags[name] === 'refused' && flags[name] !== undefined && flags[name] !== false);
}

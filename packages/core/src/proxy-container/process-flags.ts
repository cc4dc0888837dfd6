import { authModes } from '../connection/auth-mode';
import type { Connection } from '../connection/connection';
import type { ConnectionInstance } from '../connection/read-instances';
import { identityForm } from '../identity/identity';
import type { InstanceFlags, ProxyFlags } from '../proxy-flags/proxy-invocation';
import type { ProxyPolicy } from './proxy-policy';

/** The flags that follow from connection and policy: the same for every process and every pod. */
export function policyFlags(connection: Connection, policy: ProxyPolicy, maxConnections: number): ProxyFlags {
  const telemetry = policy.telemetry || undefined;
  const prometheus = policy.prometheus || undefined;
  return {
    address: '127.0.0.1',
    ...(authModes[connection.auth].autoIamAuthn && { autoIamAuthn: true }),
    ...impersonation(connection),
    ...(policy.adminApiEndpoint !== undefined && { alloydbadminApiEndpoint: policy.adminApiEndpoint }),
    ...(policy.universeDomain !== undefined && { universeDomain: policy.universeDomain }),
    ...((policy.structuredLogs ?? true) && { structuredLogs: true }),
    ...(policy.debugLogs && { debugLogs: true }),
    maxConnections,
    healthCheck: true,
    ...((policy.probes?.method !== 'exec' || prometheus) && { httpAddress: '0.0.0.0' }),
    ...(policy.verify === 'startup' && { withBackendCheck: true }),
    ...(policy.verify === 'once' && { runConnectionTest: true }),
    ...(prometheus && { prometheus: true }),
    ...(prometheus?.namespace !== undefined && { prometheusNamespace: prometheus.namespace }),
    ...(telemetry && { telemetryProject: telemetry.project }),
    ...(telemetry?.prefix !== undefined && { telemetryPrefix: telemetry.prefix }),
    ...(telemetry?.sampleRate !== undefined && { telemetrySampleRate: telemetry.sampleRate }),
    ...(telemetry?.traces === false && { disableTraces: true }),
    ...(telemetry?.metrics === false && { disableMetrics: true }),
    ...(policy.builtInTelemetry === false && { disableBuiltInTelemetry: true }),
    ...(policy.refresh === 'lazy' && { lazyRefresh: true }),
  };
}

/** The flags of one instance. */
export function instanceFlags(instance: ConnectionInstance, port: number): InstanceFlags {
  return {
    port,
    ...(instance.ipType === 'PUBLIC' && { publicIp: true }),
    ...(instance.ipType === 'PSC' && { psc: true }),
  };
}

/** The proxy wants the target first, and behind it the chain back to its own identity. */
function impersonation(connection: Connection): ProxyFlags {
  const { identity } = connection;
  if (identityForm(identity) !== 'impersonated' || identity.iamServiceAccount === undefined) return {};
  const chain = 'impersonationChain' in identity ? (identity.impersonationChain ?? []) : [];
  return { impersonateServiceAccount: [identity.iamServiceAccount, ...[...chain].reverse()] };
}

import type { Connection } from '../connection/connection';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readBoolean, readChoice, readFields, readText, readWholeNumber } from '../input/read-fields';
import type { JsonObject } from '../kubernetes/json';
import { longestSeconds } from './longest-seconds';
import { prometheusFields, telemetryFields } from './option-fields';
import { problem } from './proxy-container-codes';
import { proxyMemoryMebibytes } from './proxy-memory';
import type { ProxyPolicy } from './proxy-policy';
import type { ProbePlan } from './proxy-probes';
import { readProbes } from './read-probes';
import { readResources } from './read-resources';

const defaultMaxConnections = 500;
/** The highest max_connections that PostgreSQL takes. Source: MAX_BACKENDS in its src/include/postmaster/postmaster.h */
const mostConnections = 262_143;
const defaultProxyDrainSeconds = 10;

/** What a policy says in plain values, every default filled in. */
export interface PolicyPlan {
  readonly sidecar: 'native' | 'classic';
  readonly maxConnections: number;
  readonly proxyDrainSeconds: number;
  readonly probes: ProbePlan;
  readonly resources: JsonObject;
}

export function readPolicy(policy: ProxyPolicy, connection: Connection | undefined, path: string, problems: ProblemList): PolicyPlan {
  const at = (field: keyof ProxyPolicy): string => `${path}.${field}`;
  const sidecar = readChoice(policy.sidecar, at('sidecar'), ['native', 'classic'], problems) ?? 'native';
  checkKubernetesVersion(policy.kubernetesVersion, at('kubernetesVersion'), sidecar, problems);
  for (const field of ['structuredLogs', 'debugLogs', 'builtInTelemetry'] as const) readBoolean(policy[field], at(field), problems);
  for (const field of ['universeDomain', 'adminApiEndpoint'] as const) readText(policy[field], at(field), problems);
  readChoice(policy.refresh, at('refresh'), ['ahead', 'lazy'], problems);
  readChoice(policy.verify, at('verify'), ['none', 'startup', 'once'], problems);
  readChoice(policy.platform, at('platform'), ['standard', 'autopilot'], problems);
  if (policy.prometheus !== undefined && policy.prometheus !== false)
    readFields(policy.prometheus, at('prometheus'), prometheusFields, problems);
  if (policy.telemetry !== undefined && policy.telemetry !== false) readTelemetry(policy.telemetry, at('telemetry'), problems);
  const maxConnections = readMaxConnections(policy.maxConnections, connection?.server.maxConnections, at('maxConnections'), problems);
  const probes = readProbes(policy, at('probes'), problems);
  return {
    sidecar,
    maxConnections,
    proxyDrainSeconds:
      readWholeNumber(policy.proxyDrainSeconds, at('proxyDrainSeconds'), 0, problems, longestSeconds) ?? defaultProxyDrainSeconds,
    probes,
    resources: readResources(policy, at('resources'), proxyMemoryMebibytes(maxConnections, probes.method === 'exec'), problems),
  };
}

function checkKubernetesVersion(value: unknown, path: string, sidecar: string, problems: ProblemList): void {
  const text = readText(value, path, problems);
  if (text === undefined) return;
  // 1.29, v1.29.4, 1.29.4-gke.100, 1.29+
  const [, minor = ''] = /^v?1\.([0-9]{1,2})(?:\.[0-9]+)?(?:[-+][0-9A-Za-z.+-]*)?$/.exec(text) ?? [];
  if (minor === '') problems.add(problem('kubernetes-version', path, { value: quote(text) }));
  else if (sidecar === 'native' && Number(minor) < 29) {
    problems.add(problem('native-sidecar-too-old', path, { value: text }));
  }
}

function readMaxConnections(value: unknown, serverLimit: number | undefined, path: string, problems: ProblemList): number {
  const given = readWholeNumber(value, path, 1, problems, mostConnections);
  if (given !== undefined && serverLimit !== undefined && given > serverLimit) {
    problems.add(problem('more-connections-than-server', path, { value: given, limit: serverLimit }));
  }
  return given ?? Math.min(defaultMaxConnections, serverLimit ?? defaultMaxConnections);
}

function readTelemetry(value: unknown, path: string, problems: ProblemList): void {
  const fields = readFields(value, path, telemetryFields, problems);
  for (const field of ['project', 'prefix']) readText(fields?.[field], `${path}.${field}`, problems);
  readWholeNumber(fields?.['sampleRate'], `${path}.sampleRate`, 1, problems);
  for (const field of ['traces', 'metrics']) readBoolean(fields?.[field], `${path}.${field}`, problems);
}

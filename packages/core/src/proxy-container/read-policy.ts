import type { Connection } from '../connection/connection';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readBoolean, readChoice, readFields, readText, readWholeNumber } from '../input/read-fields';
import type { JsonObject } from '../kubernetes/json';
import { canonicalCpu, canonicalMemory } from '../kubernetes/quantity';
import { probeFields, prometheusFields, resourceFields, telemetryFields } from './option-fields';
import { problem } from './proxy-container-codes';
import { proxyMemoryMebibytes } from './proxy-memory';
import type { ProxyPolicy } from './proxy-policy';
import type { ProbePlan } from './proxy-probes';

const defaultMaxConnections = 500;
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
  if (policy.prometheus !== undefined) readFields(policy.prometheus, at('prometheus'), prometheusFields, problems);
  if (policy.telemetry !== undefined) readTelemetry(policy.telemetry, at('telemetry'), problems);
  const maxConnections = readMaxConnections(policy.maxConnections, connection?.server.maxConnections, at('maxConnections'), problems);
  const probes = readProbes(policy.probes, at('probes'), problems);
  return {
    sidecar,
    maxConnections,
    proxyDrainSeconds: readWholeNumber(policy.proxyDrainSeconds, at('proxyDrainSeconds'), 0, problems) ?? defaultProxyDrainSeconds,
    probes,
    resources: readResources(policy, at('resources'), proxyMemoryMebibytes(maxConnections, probes.method === 'exec'), problems),
  };
}

function checkKubernetesVersion(value: unknown, path: string, sidecar: string, problems: ProblemList): void {
  const text = readText(value, path, problems);
  if (text === undefined) return;
  const [, major = '', minor = ''] = /^v?([0-9]+)\.([0-9]+)/.exec(text) ?? [];
  if (minor === '') problems.add(problem('kubernetes-version', path, { value: quote(text) }));
  else if (sidecar === 'native' && major === '1' && Number(minor) < 29) {
    problems.add(problem('native-sidecar-too-old', path, { value: text }));
  }
}

function readMaxConnections(value: unknown, serverLimit: number | undefined, path: string, problems: ProblemList): number {
  const given = readWholeNumber(value, path, 1, problems);
  if (given !== undefined && serverLimit !== undefined && given > serverLimit) {
    problems.add(problem('more-connections-than-server', path, { value: given, limit: serverLimit }));
  }
  return given ?? Math.min(defaultMaxConnections, serverLimit ?? defaultMaxConnections);
}

function readProbes(value: unknown, path: string, problems: ProblemList): ProbePlan {
  const fields = value === undefined ? {} : (readFields(value, path, probeFields, problems) ?? {});
  return {
    method: readChoice(fields['method'], `${path}.method`, ['http', 'exec'], problems) ?? 'http',
    startupSeconds: readWholeNumber(fields['startupSeconds'], `${path}.startupSeconds`, 1, problems) ?? 60,
    liveness: readBoolean(fields['liveness'], `${path}.liveness`, problems) ?? false,
    readiness: readBoolean(fields['readiness'], `${path}.readiness`, problems) ?? false,
  };
}

function readTelemetry(value: unknown, path: string, problems: ProblemList): void {
  const fields = readFields(value, path, telemetryFields, problems);
  for (const field of ['project', 'prefix']) readText(fields?.[field], `${path}.${field}`, problems);
  readWholeNumber(fields?.['sampleRate'], `${path}.sampleRate`, 1, problems);
  for (const field of ['traces', 'metrics']) readBoolean(fields?.[field], `${path}.${field}`, problems);
}

/** The least ephemeral storage that Autopilot accepts. */
const autopilotEphemeralStorage = '10Mi';

function readResources(policy: ProxyPolicy, path: string, mebibytes: number, problems: ProblemList): JsonObject {
  const fields = policy.resources === undefined ? {} : (readFields(policy.resources, path, resourceFields, problems) ?? {});
  const quantity = (
    field: string,
    canonical: (text: string) => string | undefined,
    resource: string,
    example: string,
  ): string | undefined => {
    const text = readText(fields[field], `${path}.${field}`, problems);
    const found = text === undefined ? undefined : canonical(text);
    if (text !== undefined && found === undefined) {
      problems.add(problem('quantity', `${path}.${field}`, { value: quote(text), resource, example }));
    }
    return found;
  };
  const cpuRequest = quantity('cpuRequest', canonicalCpu, 'CPU', '"100m"') ?? '100m';
  const cpuLimit = quantity('cpuLimit', canonicalCpu, 'CPU', '"500m"');
  const memory = quantity('memory', canonicalMemory, 'memory', '"128Mi"') ?? canonicalMemory(`${mebibytes}Mi`);
  const storage = policy.platform === 'autopilot' && { 'ephemeral-storage': autopilotEphemeralStorage };
  return {
    limits: { ...(cpuLimit !== undefined && { cpu: cpuLimit }), ...storage, memory },
    requests: { cpu: cpuRequest, ...storage, memory },
  };
}

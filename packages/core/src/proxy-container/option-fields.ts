import type { FieldTable } from '../input/read-fields';
import type { AuthProxyOptions } from './auth-proxy-options';
import type { OrganisationDefaults } from './organisation-defaults';
import type { ProxyPolicy, ProxyProbes, ProxyResources, ProxyTelemetry } from './proxy-policy';

/** A table with exactly the fields of `Options`: the compiler misses none. */
export type FieldsOf<Options> = FieldTable & { readonly [Field in keyof Required<Options>]: FieldTable[string] };

const policyFields: FieldsOf<ProxyPolicy> = {
  sidecar: { meaning: '"native" or "classic"' },
  kubernetesVersion: { meaning: 'the oldest Kubernetes version, as in "1.29"' },
  image: { meaning: 'which image runs' },
  resources: { meaning: 'CPU and memory of the proxy' },
  maxConnections: { meaning: 'the most connections of one proxy process' },
  probes: { meaning: 'how Kubernetes finds out how the proxy is' },
  proxyDrainSeconds: { meaning: 'how long the proxy waits for open connections' },
  refresh: { meaning: '"ahead" or "lazy"' },
  structuredLogs: { meaning: 'whether logs are JSON' },
  debugLogs: { meaning: 'whether debug logs are written' },
  prometheus: { meaning: 'metrics for Prometheus' },
  telemetry: { meaning: 'traces and metrics to a project of yours' },
  builtInTelemetry: { meaning: "whether the proxy sends Google's system metrics" },
  universeDomain: { meaning: 'another universe than googleapis.com' },
  adminApiEndpoint: { meaning: 'another endpoint of the Admin API' },
  verify: { meaning: '"none", "startup" or "once"' },
  platform: { meaning: '"standard" or "autopilot"' },
};

/** The fields of {@link OrganisationDefaults}, with what each means. */
export const organisationFields: FieldsOf<OrganisationDefaults> = {
  ...policyFields,
  labels: { meaning: 'labels of every object that the constructs make' },
};

export const authProxyFields: FieldsOf<AuthProxyOptions> = {
  ...policyFields,
  connection: { meaning: 'who reaches which database how, a Connection', required: true },
  defaults: { meaning: 'what the organisation says for all its services' },
  applicationDrainSeconds: { meaning: 'how long the application takes to stop' },
  processes: { meaning: '"one" or "one-per-instance"' },
  containerName: { meaning: "the name of the proxy's container" },
  ports: { meaning: 'local ports by instance' },
  httpPort: { meaning: 'the port of the health server' },
  adminPort: { meaning: 'the port of the admin server' },
  environment: { meaning: 'the variables of the application' },
  containers: { meaning: 'the containers that get the variables' },
  after: { meaning: 'the init container that the proxy comes behind' },
  applicationQuitsProxy: { meaning: 'whether the application ends the proxy of its Job' },
  flags: { meaning: 'flags without an option of their own' },
  overrides: { meaning: 'changes to the output' },
};

export const resourceFields: FieldsOf<ProxyResources> = {
  cpuRequest: { meaning: 'the CPU request' },
  cpuLimit: { meaning: 'the CPU limit' },
  memory: { meaning: 'request and limit of memory' },
};

export const probeFields: FieldsOf<ProxyProbes> = {
  method: { meaning: '"http" or "exec"' },
  startupSeconds: { meaning: 'how long the proxy may take to start' },
  liveness: { meaning: 'whether there is a liveness probe' },
  readiness: { meaning: 'whether there is a readiness probe' },
};

export const telemetryFields: FieldsOf<ProxyTelemetry> = {
  project: { meaning: 'the project that receives traces and metrics', required: true },
  prefix: { meaning: 'the prefix of the metrics' },
  sampleRate: { meaning: 'one in so many requests is traced' },
  traces: { meaning: 'whether traces are sent' },
  metrics: { meaning: 'whether metrics are sent' },
};

export const prometheusFields: FieldTable = { namespace: { meaning: 'what goes before the names of the metrics' } };

export const overrideFields: FieldTable = {
  container: { meaning: "merged into the proxy's container" },
  podSpec: { meaning: "merged into the pod's spec" },
};

import {
  type AuthProxyOptions,
  type BuiltInConnectionSpec,
  Connection,
  type EnvironmentOptions,
  type ImpersonatedIdentity,
  type OrganisationDefaults,
  type PrometheusMetrics,
  type ProxyImage,
  type ProxyPolicy,
  type ProxyProbes,
  type ProxyResources,
  type ProxyTelemetry,
} from '@alloydb-gke/core';
import type { CasesFor } from './option-case';

const cluster = 'projects/my-project/locations/us-central1/clusters/shop/instances';

const spec: BuiltInConnectionSpec = {
  auth: 'built-in',
  databaseName: 'shop',
  databaseUser: 'orders',
  passwordSecret: { name: 'orders-database', key: 'password' },
  instances: { primary: `${cluster}/primary`, read: 'read-pool' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
};

/** What every case starts from. */
export const builtIn: Connection = Connection.of(spec);

export const iam: Connection = Connection.of({
  auth: 'iam',
  databaseName: 'shop',
  instances: { primary: `${cluster}/primary` },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});

const connected = (change: Partial<BuiltInConnectionSpec>): Partial<AuthProxyOptions> => ({
  connection: Connection.of({ ...spec, ...change }),
});
const target = 'target@my-project.iam.gserviceaccount.com';
const impersonating = (change: Partial<ImpersonatedIdentity>): Partial<AuthProxyOptions> =>
  connected({ identity: { form: 'impersonated', kubernetesServiceAccount: 'orders', iamServiceAccount: target, ...change } });

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const image = 'image: gcr.io/alloydb-connectors/alloydb-auth-proxy';

export const imageCases: CasesFor<ProxyImage> = {
  version: { set: { image: { version: '1.17.2' } }, shows: `${image}:1.17.2` },
  digest: { set: { image: { digest } }, shows: `${image}:1.17.1@${digest}` },
  registry: { set: { image: { registry: 'us.gcr.io/mirror' } }, shows: 'image: us.gcr.io/mirror/alloydb-auth-proxy:1.17.1' },
  variant: { set: { image: { variant: 'alpine' } }, shows: `${image}:1.17.1-alpine` },
  allowMovingTag: { set: { image: { version: 'latest', allowMovingTag: true } }, shows: `${image}:latest` },
  pullPolicy: { set: { image: { pullPolicy: 'Always' } }, shows: 'imagePullPolicy: Always' },
};

export const resourceCases: CasesFor<ProxyResources> = {
  cpuRequest: { set: { resources: { cpuRequest: '50m' } }, shows: 'cpu: 50m' },
  cpuLimit: { set: { resources: { cpuLimit: '2' } }, shows: 'cpu: "2"' },
  memory: { set: { resources: { memory: '1Gi' } }, shows: 'memory: 1Gi' },
};

export const probeCases: CasesFor<ProxyProbes> = {
  method: { set: { probes: { method: 'exec' } }, shows: '- /alloydb-auth-proxy' },
  startupSeconds: { set: { probes: { startupSeconds: 61 } }, shows: 'failureThreshold: 61' },
  liveness: { set: { probes: { liveness: true } }, shows: 'livenessProbe:' },
  readiness: { set: { probes: { readiness: true } }, shows: 'readinessProbe:' },
};

export const prometheusCases: CasesFor<PrometheusMetrics> = {
  namespace: { set: { prometheus: { namespace: 'shop' } }, shows: '- --prometheus-namespace=shop' },
};

export const telemetryCases: CasesFor<ProxyTelemetry> = {
  project: { set: { telemetry: { project: 'watching' } }, shows: '- --telemetry-project=watching' },
  prefix: { set: { telemetry: { project: 'watching', prefix: 'shop' } }, shows: '- --telemetry-prefix=shop' },
  sampleRate: { set: { telemetry: { project: 'watching', sampleRate: 7 } }, shows: '- --telemetry-sample-rate=7' },
  traces: { set: { telemetry: { project: 'watching', traces: false } }, shows: '- --disable-traces' },
  metrics: { set: { telemetry: { project: 'watching', metrics: false } }, shows: '- --disable-metrics' },
};

export const policyCases: CasesFor<ProxyPolicy> = {
  sidecar: { set: { sidecar: 'classic' }, shows: ({ containers }) => containers[1]?.name === 'alloydb-auth-proxy' },
  kubernetesVersion: { notShown: 'it is a check: a version without native sidecars is refused' },
  image: imageCases.version,
  resources: resourceCases.memory,
  maxConnections: { set: { maxConnections: 20 }, shows: '- --max-connections=20' },
  probes: probeCases.method,
  proxyDrainSeconds: { set: { proxyDrainSeconds: 11 }, shows: '- --max-sigterm-delay=11s' },
  refresh: { set: { refresh: 'lazy' }, shows: '- --lazy-refresh' },
  structuredLogs: { set: { structuredLogs: false }, shows: '!- --structured-logs' },
  debugLogs: { set: { debugLogs: true }, shows: '- --debug-logs' },
  prometheus: { set: { prometheus: {} }, shows: '- --prometheus' },
  telemetry: telemetryCases.project,
  builtInTelemetry: { set: { builtInTelemetry: false }, shows: '- --disable-built-in-telemetry' },
  universeDomain: { set: { universeDomain: 'example.com' }, shows: '- --universe-domain=example.com' },
  adminApiEndpoint: { set: { adminApiEndpoint: 'https://example.com' }, shows: '- --alloydbadmin-api-endpoint=https://example.com' },
  verify: { set: { verify: 'startup' }, shows: '- --with-backend-check' },
  platform: { set: { platform: 'autopilot' }, shows: 'ephemeral-storage: 10Mi' },
};

/** Fields that an organisation may say beyond the policy of the proxy. */
export const organisationCases: CasesFor<Omit<OrganisationDefaults, keyof ProxyPolicy>> = {
  labels: { notShown: 'they are for the objects that constructs make: alloydb-application.test.ts and workload-identity.test.ts' },
};

export const environmentCases: CasesFor<EnvironmentOptions> = {
  libpq: { set: { environment: { libpq: false } }, shows: '!- name: PGHOST' },
  prefix: { set: { environment: { prefix: 'DB_' } }, shows: '- name: DB_READ_HOST' },
  prefixes: { set: { environment: { prefixes: { read: 'REPORTS_' } } }, shows: '- name: REPORTS_HOST' },
  url: { set: { environment: { url: 'DATABASE_URL' } }, shows: '- name: DATABASE_URL' },
  urls: { set: { environment: { urls: { read: 'REPORTS_URL' } } }, shows: '- name: REPORTS_URL' },
  password: { set: { environment: { password: 'file' } }, shows: 'secretName: orders-database' },
  emptyPassword: {
    set: { connection: iam, environment: { emptyPassword: 'placeholder' } },
    shows: 'value: unused-with-iam-authentication',
  },
};

export const authProxyCases: CasesFor<AuthProxyOptions> = {
  ...policyCases,
  connection: { set: { connection: iam }, shows: '- --auto-iam-authn' },
  defaults: { set: { defaults: { maxConnections: 30 } }, shows: '- --max-connections=30' },
  applicationDrainSeconds: { set: { applicationDrainSeconds: 100 }, shows: 'terminationGracePeriodSeconds: 115' },
  processes: { set: { processes: 'one-per-instance' }, shows: 'name: alloydb-auth-proxy-read' },
  containerName: { set: { containerName: 'database' }, shows: 'name: database' },
  ports: { set: { ports: { read: 7000 } }, shows: `- ${cluster}/read-pool?port=7000` },
  httpPort: { set: { httpPort: 8090 }, shows: '- --http-port=8090' },
  adminPort: { set: { adminPort: 8091 }, shows: '- --admin-port=8091' },
  environment: { set: { environment: false }, shows: '!env:' },
  containers: {
    set: { containers: ['migrate'] },
    shows: ({ containers, initContainers }) => containers[0]?.env === undefined && initContainers.at(-1)?.env !== undefined,
  },
  after: { set: { after: 'mesh' }, shows: ({ initContainers }) => initContainers[0]?.name === 'mesh' },
  applicationQuitsProxy: {
    set: { sidecar: 'classic', applicationQuitsProxy: true },
    shows: '- name: ALLOYDB_AUTH_PROXY_QUIT_URL',
    workload: 'job',
  },
  flags: { set: { flags: { userAgent: ['shop'] } }, shows: '- --user-agent=shop' },
  overrides: { set: { overrides: { podSpec: { priorityClassName: 'high' } } }, shows: 'priorityClassName: high' },
};

export const connectionCases: CasesFor<BuiltInConnectionSpec> = {
  auth: authProxyCases.connection,
  databaseName: { set: connected({ databaseName: 'reports' }), shows: 'value: reports' },
  databaseUser: { set: connected({ databaseUser: 'reader' }), shows: 'value: reader' },
  passwordSecret: { set: connected({ passwordSecret: { name: 'other', key: 'pw' } }), shows: 'key: pw' },
  instances: { set: connected({ instances: { primary: `${cluster}/other` } }), shows: `- ${cluster}/other?port=5432` },
  ipType: { set: connected({ ipType: 'PSC' }), shows: `- ${cluster}/primary?port=5432&psc=true` },
  identity: { set: connected({ identity: { kubernetesServiceAccount: 'other' } }), shows: 'serviceAccountName: other' },
  server: { set: connected({ server: { maxConnections: 41 } }), shows: '- --max-connections=41' },
};

export const identityCases: CasesFor<ImpersonatedIdentity> = {
  form: { set: impersonating({}), shows: `- --impersonate-service-account=${target}` },
  kubernetesServiceAccount: { set: impersonating({ kubernetesServiceAccount: 'other' }), shows: 'serviceAccountName: other' },
  iamServiceAccount: { set: impersonating({}), shows: `- --impersonate-service-account=${target}` },
  impersonationChain: {
    set: impersonating({
      impersonationChain: ['hop-one@my-project.iam.gserviceaccount.com', 'hop-two@my-project.iam.gserviceaccount.com'],
    }),
    shows: `- --impersonate-service-account=${target},hop-two@my-project.iam.gserviceaccount.com,hop-one@my-project.iam.gserviceaccount.com`,
  },
  namespace: { notShown: 'it is compared with that of the workload, and written on the ServiceAccount: workload-identity.test.ts' },
  sourceIamServiceAccount: { notShown: 'it is written on the ServiceAccount: workload-identity.test.ts' },
  workloadPool: { notShown: 'only the commands that set up the link need it' },
  workloadPoolProjectNumber: { notShown: 'only the commands that set up the link need it' },
};

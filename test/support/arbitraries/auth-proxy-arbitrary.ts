import type { AuthProxyOptions, Connection, ProxyPolicy } from '@alloydb-gke/core';
import fc from 'fast-check';
import { connection } from './connection-arbitrary';

const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);

const telemetry = fc.record(
  {
    project: fc.constant('my-project'),
    prefix: fc.constant('shop'),
    sampleRate: fc.integer({ min: 1, max: 10000 }),
    traces: fc.boolean(),
    metrics: fc.constant(true),
  },
  { requiredKeys: ['project'] },
);

/** How a proxy may run. Every field is sometimes left out. */
export const proxyPolicy: fc.Arbitrary<ProxyPolicy> = fc.record(
  {
    sidecar: fc.constantFrom('native' as const, 'classic' as const),
    image: fc.record(
      {
        version: fc.constantFrom('1.17.1', '1.17.2', '1.16.0'),
        digest,
        registry: fc.constantFrom('europe-docker.pkg.dev/acme/mirror', 'us.gcr.io/alloydb-connectors'),
        variant: fc.constantFrom('distroless' as const, 'alpine' as const),
      },
      { requiredKeys: [] },
    ),
    resources: fc.record(
      { cpuRequest: fc.constantFrom('50m', '0.25', '.5'), cpuLimit: fc.constantFrom('500m', '2'), memory: fc.constantFrom('128Mi', '1Gi') },
      { requiredKeys: [] },
    ),
    probes: fc.record(
      {
        method: fc.constantFrom('http' as const, 'exec' as const),
        startupSeconds: fc.integer({ min: 1, max: 600 }),
        liveness: fc.boolean(),
        readiness: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    proxyDrainSeconds: fc.integer({ min: 0, max: 60 }),
    refresh: fc.constantFrom('ahead' as const, 'lazy' as const),
    structuredLogs: fc.boolean(),
    debugLogs: fc.boolean(),
    prometheus: fc.oneof(fc.record({ namespace: fc.constantFrom('shop', 'orders') }, { requiredKeys: [] }), fc.constant(false as const)),
    // Metrics stay on: with traces and metrics both off, by service and organisation together, telemetry has no effect.
    telemetry: fc.oneof(telemetry, fc.constant(false as const)),
    builtInTelemetry: fc.boolean(),
    verify: fc.constantFrom('none' as const, 'startup' as const, 'once' as const),
    platform: fc.constantFrom('standard' as const, 'autopilot' as const),
  },
  { requiredKeys: [] },
);

/** With `verify: 'startup'` only the startup probe may ask the database. */
function dialsOnlyAtStart({ policy, organisation }: { policy: ProxyPolicy; organisation: ProxyPolicy | undefined }): boolean {
  const { method, liveness, readiness } = { ...organisation?.probes, ...policy.probes };
  return (policy.verify ?? organisation?.verify) !== 'startup' || !(readiness || (liveness && method === 'exec'));
}

const everyScheme = { libpq: true, prefix: 'DB_', url: 'DATABASE_URL' };

/** Options of a proxy, all of them legal. */
export const authProxyOptions: fc.Arbitrary<AuthProxyOptions> = fc
  .record({
    policy: proxyPolicy,
    organisation: fc.option(proxyPolicy, { nil: undefined }),
    to: connection,
    processes: fc.constantFrom('one' as const, 'one-per-instance' as const),
    schemes: fc.constantFrom(undefined, false as const, { libpq: true }, { prefix: 'DB_' }, { url: 'DATABASE_URL' }, everyScheme),
    password: fc.constantFrom('variable' as const, 'file' as const, 'application' as const),
    emptyPassword: fc.constantFrom('leave-out' as const, 'placeholder' as const),
    hatches: fc.record(
      {
        flags: fc.constant({ userAgent: ['orders'] }),
        overrides: fc.constantFrom(
          { container: { tty: true, securityContext: { readOnlyRootFilesystem: null } } },
          { podSpec: { priorityClassName: 'high', tolerations: null } },
        ),
        containerName: fc.constantFrom('alloydb-auth-proxy', 'alloydb-auth-proxy-iam'),
      },
      { requiredKeys: [] },
    ),
    firstPort: fc.option(fc.integer({ min: 20000, max: 30000 }), { nil: undefined }),
  })
  .filter(dialsOnlyAtStart)
  .map(({ policy, organisation, to, processes, schemes, password, emptyPassword, hatches, firstPort }) => ({
    ...hatches,
    ...policy,
    connection: to,
    processes,
    applicationQuitsProxy: (policy.sidecar ?? organisation?.sidecar) === 'classic',
    ...(organisation && { defaults: organisation }),
    ...(schemes === false && { environment: schemes }),
    ...(schemes && { environment: { ...schemes, ...(to.auth === 'iam' ? { emptyPassword } : { password }) } }),
    ...(firstPort !== undefined && { ports: chosenPorts(to, firstPort) }),
  }));

function chosenPorts(to: Connection, first: number): Readonly<Record<string, number>> {
  return Object.fromEntries(to.instances.map(({ name }, index) => [name, first + index]));
}

import { describe, expect, it } from 'vitest';
import type { ContainerPlan } from '../pod-plan/pod-plan';
import { type Case, judge } from './judged-case.fixture';
import {
  application,
  container,
  drained,
  livenessProbe,
  login,
  primary,
  proxy,
  readLogin,
  readOnly,
  readPool,
  user,
  write,
} from './pod.fixture';

const refused = { ok: false, error: 'connect ECONNREFUSED 127.0.0.1:5432' };

const classic = (args: readonly string[] = [], changes: Partial<ContainerPlan> = {}): ContainerPlan =>
  proxy({ place: 'container', probes: [], ...changes }, ['--auto-iam-authn', `${primary}?port=5432`, `${readPool}?port=5433`, ...args]);

const job = { workload: { kind: 'Job', name: 'report', namespace: 'shop' }, ending: 'completes', restartPolicy: 'Never' } as const;
const task = container('app', { role: 'task', environment: { DB_HOST: '127.0.0.1', DB_USER: user, DB_NAME: 'orders' } });
const dynamic = 'exec /alloydb-auth-proxy: no such file or directory';

const cases: readonly Case[] = [
  { title: 'everything right', failures: [] },
  {
    title: 'the article: the probes cannot reach the proxy, and everything that follows from it',
    plan: {
      initContainers: [],
      containers: [
        application(),
        classic(['--health-check', '--http-port=9090', '--address=0.0.0.0'], {
          probes: [livenessProbe, { ...livenessProbe, kind: 'readiness' }],
        }),
      ],
    },
    seen: { ready: false, client: [login(), write(), readLogin, readOnly, drained(12, 'connect ECONNREFUSED 127.0.0.1:5432')] },
    containers: {
      'alloydb-auth-proxy': {
        restarts: 2,
        exitCodes: [143, 143, 143],
        probeFailures: [
          {
            probe: 'liveness',
            count: 6,
            message: 'Liveness probe failed: Get "http://POD_IP:9090/liveness": dial tcp POD_IP:9090: connect: connection refused',
          },
          {
            probe: 'readiness',
            count: 6,
            message: 'Readiness probe failed: Get "http://POD_IP:9090/readiness": dial tcp POD_IP:9090: connect: connection refused',
          },
        ],
      },
    },
    failures: [['probes', 'probe-cannot-reach-proxy']],
    repair: '--http-address=0.0.0.0',
  },
  {
    title: 'a preStop hook that ends the proxy',
    plan: { initContainers: [proxy({ lifecycle: { preStop: { kind: 'exec', command: ['/alloydb-auth-proxy', 'shutdown'] } } })] },
    seen: { client: [login(), write(), readLogin, readOnly, drained(39, 'connect ECONNREFUSED 127.0.0.1:5432')] },
    failures: [['drain', 'prestop-ends-proxy-early']],
  },
  {
    title: 'a classic sidecar without a delay',
    plan: { initContainers: [], containers: [application(), classic()] },
    seen: { client: [login(), write(), readLogin, readOnly, drained(18, 'connect ECONNREFUSED 127.0.0.1:5432')] },
    containers: { 'alloydb-auth-proxy': { exitCodes: [143] } },
    failures: [['drain', 'proxy-ends-before-application']],
  },
  {
    title: 'a classic sidecar whose delay is skipped',
    plan: { initContainers: [], containers: [application(), classic(['--exit-zero-sigterm', '--min-sigterm-delay=12s'])] },
    seen: { client: [login(), write(), readLogin, readOnly, drained(18, 'connect ECONNREFUSED 127.0.0.1:5432')] },
    containers: {
      'alloydb-auth-proxy': { log: ['2026/01/31 12:00:00 The proxy has encountered a terminal error: SIGTERM signal received'] },
    },
    failures: [['drain', 'min-delay-skipped']],
    proxyLine: /SIGTERM signal received/,
  },
  {
    title: 'a classic sidecar that waits long enough',
    plan: { initContainers: [], containers: [application(), classic(['--min-sigterm-delay=12s', '--max-sigterm-delay=5s'])] },
    seen: {
      client: [login(refused), login(), write(), readLogin, readOnly, drained()],
      deletion: { seconds: 12.8, gracePeriodSeconds: 30 },
    },
    containers: { 'alloydb-auth-proxy': { exitCodes: [143] } },
    failures: [],
  },
  {
    title: 'a grace period that is too short',
    plan: { terminationGracePeriodSeconds: 5 },
    seen: { client: [login(), write(), readLogin, readOnly], deletion: { seconds: 5.4, gracePeriodSeconds: 5 } },
    containers: { app: { exitCodes: [137] }, 'alloydb-auth-proxy': { exitCodes: [137] } },
    failures: [['drain', 'grace-period-too-short']],
  },
  {
    title: 'connections that are open when the proxy ends',
    containers: {
      'alloydb-auth-proxy': {
        exitCodes: [1],
        log: ['2026/01/31 12:00:00 error during shutdown: 1 connection(s) still open after waiting 2s'],
      },
    },
    failures: [['ends', 'connections-left-open']],
  },
  {
    title: 'a Job with a classic sidecar',
    plan: { ...job, initContainers: [], containers: [task, classic()] },
    seen: { client: [login(), write()], completion: 'running', ready: undefined },
    failures: [['completes', 'job-never-completes']],
  },
  {
    title: 'a Job whose program asks a proxy to end that does not listen',
    plan: { ...job, initContainers: [], containers: [task, classic()] },
    seen: {
      client: [
        login(),
        write(),
        {
          event: 'quit-posted',
          container: 'app',
          url: 'http://127.0.0.1:9091/quitquitquit',
          ok: false,
          error: 'connect ECONNREFUSED 127.0.0.1:9091',
        },
      ],
      completion: 'running',
      ready: undefined,
    },
    failures: [['completes', 'quit-not-heard']],
  },
  {
    title: 'a Job with a native sidecar that ends with 143',
    plan: { ...job, containers: [task] },
    seen: { client: [login(), write()], completion: 'succeeded', ready: undefined },
    containers: { 'alloydb-auth-proxy': { exitCodes: [143] } },
    failures: [],
  },
  {
    title: 'a native sidecar without its restartPolicy',
    plan: { initContainers: [proxy({ place: 'regular init container', probes: [] })] },
    seen: { client: [], ready: false },
    containers: { app: { started: false } },
    failures: [['init-containers', 'sidecar-restart-policy-stripped']],
  },
  {
    title: 'a Secret that is not there',
    plan: { containers: [application({ cannotBeCreated: { code: 'secret-missing', message: 'secret "orders-db" not found' } })] },
    seen: { client: [], ready: false },
    containers: { app: { started: false } },
    failures: [['created', 'secret-missing']],
    repair: 'kubectl create secret generic orders-db',
  },
  {
    title: 'a Kubernetes service account that is not there',
    plan: {
      cannotBeCreated: {
        code: 'kubernetes-service-account-missing',
        message: 'error looking up service account shop/orders: serviceaccount "orders" not found',
      },
    },
    seen: { client: [], ready: false, containers: [] },
    failures: [['created', 'kubernetes-service-account-missing']],
    repair: 'kubectl create serviceaccount orders --namespace=shop',
  },
  {
    title: 'a Kubernetes service account that is in the namespace that the workload does not name',
    plan: {
      workload: { kind: 'Deployment', name: 'orders', namespace: 'default' },
      namesNoNamespace: true,
      cannotBeCreated: {
        code: 'kubernetes-service-account-missing',
        message: 'error looking up service account default/orders: serviceaccount "orders" not found',
      },
    },
    seen: { client: [], ready: false, containers: [] },
    failures: [['created', 'namespace-not-named']],
    repair: '--namespace shop',
  },
  {
    title: 'a flag that the proxy does not have',
    plan: { initContainers: [proxy({}, ['--exit-zero-on-sigterm', primary])] },
    seen: { client: [], ready: false },
    containers: {
      app: { started: false },
      'alloydb-auth-proxy': { restarts: 3, exitCodes: [1, 1, 1], log: ['Error: unknown flag: --exit-zero-on-sigterm'] },
    },
    failures: [['starts', 'proxy-cannot-start']],
    repair: '--exit-zero-sigterm',
    proxyLine: /unknown flag/,
  },
  {
    title: 'a port that is taken',
    plan: { initContainers: [proxy()] },
    seen: { client: [], ready: false },
    containers: {
      app: { started: false },
      'alloydb-auth-proxy': {
        restarts: 3,
        exitCodes: [1, 1],
        log: [
          '2026/01/31 12:00:00 The proxy has encountered a terminal error: failed to start HTTP server: listen tcp 127.0.0.1:9091: bind: address already in use',
        ],
      },
    },
    failures: [['starts', 'port-taken']],
  },
  {
    title: 'a Unix socket that a killed proxy has left',
    seen: { client: [], ready: false },
    containers: {
      app: { started: false },
      'alloydb-auth-proxy': {
        restarts: 3,
        exitCodes: [137, 1, 1],
        log: [
          '2026/01/31 12:00:00 The proxy has encountered a terminal error: unable to start: [my-project.us-central1.shop.primary] Unable to mount socket: listen unix /sockets/my-project.us-central1.shop.primary/.s.PGSQL.5432: bind: address already in use',
        ],
      },
    },
    failures: [['starts', 'stale-unix-socket']],
  },
  {
    title: 'a proxy that cannot be executed',
    seen: { client: [], ready: false },
    containers: {
      app: { started: false },
      'alloydb-auth-proxy': { started: false, exitCodes: [], waiting: { reason: 'RunContainerError', message: dynamic } },
    },
    failures: [['created', 'container-cannot-start']],
  },
  {
    title: "a shell that the proxy's image does not have, ended and ended again",
    plan: { initContainers: [proxy({ commandLine: ['/bin/sh', '-c', '/alloydb-auth-proxy'] })] },
    seen: { client: [], ready: false },
    containers: {
      app: { started: false },
      'alloydb-auth-proxy': {
        started: false,
        restarts: 1,
        exitCodes: [128, 128],
        cannotStart: 'exec: "/bin/sh": stat /bin/sh: no such file or directory',
        waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s restarting failed container' },
      },
    },
    failures: [['starts', 'image-has-no-shell']],
  },
  {
    title: 'an instance URI that the proxy cannot read',
    plan: { initContainers: [proxy({}, [primary, 'projects/my-project/locations/us-central1/clusters/shop/instance/read'])] },
    seen: { client: [], ready: false },
    containers: {
      app: { started: false },
      'alloydb-auth-proxy': {
        restarts: 1,
        exitCodes: [1, 1],
        log: [
          'Error: could not parse instance uri: "projects/my-project/…/instance/read"',
          'Usage:',
          '  alloydb-auth-proxy instance_uri... [flags]',
        ],
      },
    },
    failures: [['starts', 'proxy-cannot-start']],
    repair: '/instances/',
    proxyLine: /^(?!.*Usage)/,
  },
  {
    title: 'a pod on the network of its node',
    plan: { hostNetwork: true },
    failures: [['created', 'host-network']],
    repair: 'Remove hostNetwork',
  },
  {
    title: 'a probe that runs a shell',
    plan: {
      initContainers: [proxy({ probes: [{ ...livenessProbe, action: { kind: 'exec', command: ['sh', '-c', 'nc -z 127.0.0.1 5432'] } }] })],
    },
    containers: {
      'alloydb-auth-proxy': {
        restarts: 1,
        exitCodes: [0, 0],
        probeFailures: [{ probe: 'liveness', count: 3, message: 'Liveness probe errored: exec: "sh": executable file not found in $PATH' }],
      },
    },
    failures: [['probes', 'image-has-no-shell']],
  },
  {
    title: 'a probe without a health server',
    plan: { initContainers: [proxy({}, ['--auto-iam-authn', `${primary}?port=5432`])] },
    seen: { client: [], ready: false },
    containers: {
      app: { started: false },
      'alloydb-auth-proxy': {
        restarts: 1,
        exitCodes: [0, 0],
        probeFailures: [
          {
            probe: 'startup',
            count: 60,
            message: 'Startup probe failed: Get "http://POD_IP:9090/startup": dial tcp POD_IP:9090: connect: connection refused',
          },
        ],
      },
    },
    failures: [['probes', 'probe-without-health-server']],
  },
  {
    title: 'a proxy that is killed while it works',
    containers: { 'alloydb-auth-proxy': { restarts: 1, exitCodes: [137, 0] } },
    failures: [['stays-up', 'proxy-keeps-ending']],
  },
  {
    title: "a mesh's sidecar that never starts",
    plan: { initContainers: [container('mesh', { place: 'native sidecar' }), proxy()] },
    seen: { client: [], ready: false },
    containers: {
      mesh: {
        restarts: 2,
        exitCodes: [1, 1],
        waiting: { reason: 'CrashLoopBackOff', message: 'back-off 20s restarting failed container=mesh' },
      },
      'alloydb-auth-proxy': { started: false },
      app: { started: false },
    },
    failures: [['starts', undefined]],
  },
];

describe('a pod that starts, runs and ends', () => {
  it.each(cases)('$title', (one) => {
    const { failures, repair, proxyLine } = one;
    const expectations = judge(one);
    const failed = expectations.filter(({ result }) => result === 'failed');
    expect(failed.map(({ code, failure }) => [code, failure?.cause])).toEqual(failures);
    const [first] = failed;
    if (repair !== undefined) expect(first?.failure?.repairs.map(({ text }) => text).join('\n')).toContain(repair);
    if (proxyLine) expect(first?.failure?.proxyLine).toMatch(proxyLine);
    for (const { failure } of failed) expect(JSON.stringify(failure)).not.toMatch(/undefined/);
    if (failures.length === 0) expect(expectations.every(({ result }) => result === 'passed')).toBe(true);
  });

  it('names the probe that restarts a proxy where another has failed as often', () => {
    const probes = [{ ...livenessProbe, kind: 'readiness' as const }, livenessProbe];
    const failure = (probe: 'readiness' | 'liveness') => ({ probe, count: 3, message: `${probe}: connection refused` });
    const expectations = judge({
      title: '',
      plan: { initContainers: [], containers: [application(), classic(['--health-check', '--http-port=9090'], { probes })] },
      containers: { 'alloydb-auth-proxy': { probeFailures: [failure('readiness'), failure('liveness')] } },
      failures: [],
    });
    const failed = expectations.flatMap(({ failure }) => (failure ? [failure.seen] : []));
    expect(failed[0]).toBe('liveness: connection refused');
  });
});

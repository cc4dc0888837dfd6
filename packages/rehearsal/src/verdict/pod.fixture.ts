import { parseArgs, parseEnvironment, renderArgs } from '@alloydb-gke/core';
import type { EmulatorEvent, EmulatorSpec, EventCode } from '@alloydb-gke/emulator';
import type { CloudSide } from '../cloud-side/cloud-side';
import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import type { ProbePlan } from '../pod-plan/probe-plan';
import type { ClientRecord, ContainerFacts, PodFacts } from './pod-facts';

export const cluster = 'projects/my-project/locations/us-central1/clusters/shop';
export const primary = `${cluster}/instances/primary`;
export const readPool = `${cluster}/instances/read-pool`;
export const email = 'orders@my-project.iam.gserviceaccount.com';
export const member = `serviceAccount:${email}`;
export const user = 'orders@my-project.iam';

const account = { name: 'orders', namespace: 'shop', workloadPool: 'my-project.svc.id.goog' };

export const spec: EmulatorSpec = {
  projects: {
    'my-project': {
      serviceAccounts: {
        orders: { iam: [{ role: 'roles/iam.workloadIdentityUser', members: ['serviceAccount:my-project.svc.id.goog[shop/orders]'] }] },
      },
      iam: [{ role: 'roles/alloydb.client', members: [member] }],
    },
  },
  kubernetesServiceAccounts: [{ ...account, iamServiceAccount: email }],
  clusters: {
    [cluster]: {
      instances: { primary: {}, 'read-pool': { type: 'READ_POOL' } },
      databases: { orders: {} },
      users: { [user]: { auth: 'iam' } },
    },
  },
};

export const cloud: CloudSide = { spec, source: 'cloud.yaml', assumptions: [], manifests: [], passwords: {} };

const startupProbe: ProbePlan = {
  kind: 'startup',
  action: { kind: 'httpGet', port: 9090, path: '/startup', scheme: 'HTTP', headers: {} },
  initialDelaySeconds: 0,
  periodSeconds: 1,
  timeoutSeconds: 5,
  successThreshold: 1,
  failureThreshold: 60,
};
export const livenessProbe: ProbePlan = {
  ...startupProbe,
  kind: 'liveness',
  action: { kind: 'httpGet', port: 9090, path: '/liveness', scheme: 'HTTP', headers: {} },
  failureThreshold: 3,
};

export function container(name: string, changes: Partial<ContainerPlan> = {}): ContainerPlan {
  return {
    name,
    role: 'bystander',
    place: 'container',
    image: `${name}:1`,
    commandLine: [],
    environment: {},
    secretVariables: [],
    probes: [],
    lifecycle: {},
    mounts: [],
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    quitUrls: [],
    ...changes,
  };
}

const rightArgs = renderArgs({
  flags: {
    healthCheck: true,
    httpAddress: '0.0.0.0',
    httpPort: 9090,
    autoIamAuthn: true,
    exitZeroSigterm: true,
    maxSigtermDelay: '10s',
  },
  instances: [
    { uri: primary, flags: { port: 5432 } },
    { uri: readPool, flags: { port: 5433 } },
  ],
});

/** The proxy as a native sidecar that does everything right. */
export function proxy(changes: Partial<ContainerPlan> = {}, args: readonly string[] = rightArgs): ContainerPlan {
  const parsed = parseArgs(args);
  const { environment = {} } = changes;
  const invocation = parsed.command === 'serve' ? parseEnvironment(environment, parsed.invocation).invocation : undefined;
  return container('alloydb-auth-proxy', {
    role: 'proxy',
    place: 'native sidecar',
    image: 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1',
    proxyVersion: '1.17.1',
    commandLine: ['/alloydb-auth-proxy', ...args],
    probes: [startupProbe],
    ...(invocation && { invocation }),
    ...changes,
  });
}

export const variables: Readonly<Record<string, string>> = {
  DB_HOST: '127.0.0.1',
  DB_PORT: '5432',
  DB_NAME: 'orders',
  DB_USER: user,
  DB_READ_HOST: '127.0.0.1',
  DB_READ_PORT: '5433',
};

export function application(changes: Partial<ContainerPlan> = {}): ContainerPlan {
  return container('app', { role: 'application', environment: variables, ...changes });
}

export function pod(changes: Partial<PodPlan> = {}): PodPlan {
  return {
    workload: { kind: 'Deployment', name: 'orders', namespace: 'shop' },
    origin: 'orders.yaml:1',
    podName: 'orders-0',
    ending: 'runs on',
    restartPolicy: 'Always',
    serviceAccount: 'orders',
    terminationGracePeriodSeconds: 30,
    initContainers: [proxy()],
    containers: [application()],
    volumes: [],
    hostNetwork: false,
    ...changes,
  };
}

export function seen(plan: ContainerPlan, changes: Partial<ContainerFacts> = {}): ContainerFacts {
  const { name, role, place } = plan;
  return { name, role, place, started: true, restarts: 0, exitCodes: [0], probeFailures: [], log: [], ...changes };
}

type Login = Extract<ClientRecord, { event: 'login' }>;
type Write = Extract<ClientRecord, { event: 'write' }>;

export function login(changes: Partial<Login> = {}): Login {
  const place = { container: 'app', from: 'DB_HOST', host: '127.0.0.1', port: 5432, user, database: 'orders' };
  return { event: 'login', ...place, ok: true, milliseconds: 30, ...changes };
}

export function write(changes: Partial<Write> = {}): Write {
  return { event: 'write', container: 'app', from: 'DB_HOST', outcome: 'written', ...changes };
}

export const readLogin: Login = login({ from: 'DB_READ_HOST', port: 5433 });
export const readOnly: Write = write({ from: 'DB_READ_HOST', outcome: 'read-only', sqlstate: '25006' });

export function drained(failed = 0, firstError?: string): ClientRecord {
  return { event: 'drain', container: 'app', seconds: 2, operations: 20, failed, ...(firstError !== undefined && { firstError }) };
}

/** What is seen of a pod in which everything goes well, but for what is said. */
export function facts(
  plan: PodPlan,
  changes: Partial<PodFacts> = {},
  containers: Readonly<Record<string, Partial<ContainerFacts>>> = {},
): PodFacts {
  const all = [...plan.initContainers, ...plan.containers];
  return {
    workload: plan.workload,
    containers: all.map((one) => seen(one, containers[one.name])),
    client: [login(), write(), readLogin, readOnly, drained()],
    refusals: [],
    ready: true,
    completion: undefined,
    deletion: { seconds: 2.4, gracePeriodSeconds: 30 },
    ...changes,
  };
}

export function refusal(code: EventCode, values: Readonly<Record<string, string>>, subject: string = primary): EmulatorEvent {
  return { time: 0, code, subject, message: code, values, repair: 'Repair it.' };
}

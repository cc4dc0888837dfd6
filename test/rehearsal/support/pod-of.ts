import { type ProxyInvocation, parseArgs } from '@alloydb-gke/core';
import { specForConnection } from '@alloydb-gke/emulator';
import type { ContainerPlan, PodPlan } from '../../../packages/rehearsal/src/pod-plan/pod-plan';
import type { ProbePlan } from '../../../packages/rehearsal/src/pod-plan/probe-plan';
import type { StageSetup } from '../../../packages/rehearsal/src/stage/stage';
import { pod as anyPod, container } from '../../../packages/rehearsal/src/verdict/pod.fixture';
import { iamConnection, iamUser, primary } from '../../emulator/support/world';

/** A probe with the defaults of Kubernetes. */
export function probe(kind: ProbePlan['kind'], action: ProbePlan['action'], fields: Partial<ProbePlan> = {}): ProbePlan {
  return {
    kind,
    action,
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
    ...fields,
  };
}

export function httpGet(path: string, port = 9090): ProbePlan['action'] {
  return { kind: 'httpGet', port, path, scheme: 'HTTP', headers: {} };
}

/** The environment of the image of the Auth Proxy. */
export const imageEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt',
};

/** A container with the Auth Proxy, by its arguments. */
export function proxyContainer(args: readonly string[], fields: Partial<ContainerPlan> = {}): ContainerPlan {
  const parsed = parseArgs(args);
  const invocation: ProxyInvocation | undefined = parsed.command === 'serve' ? parsed.invocation : undefined;
  return container('alloydb-auth-proxy', {
    role: 'proxy',
    place: 'native sidecar',
    image: 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1',
    commandLine: ['/alloydb-auth-proxy', ...args],
    environment: imageEnvironment,
    runAsUser: 65532,
    runAsGroup: 65532,
    ...(invocation && { invocation }),
    ...fields,
  });
}

export const goodArgs = [
  '--address=127.0.0.1',
  '--auto-iam-authn',
  '--health-check',
  '--http-address=0.0.0.0',
  '--http-port=9090',
  '--exit-zero-sigterm',
  '--max-sigterm-delay=10s',
  `${primary}?port=5432`,
];

/** The Auth Proxy as the constructs have it. */
export function goodProxy(fields: Partial<ContainerPlan> = {}): ContainerPlan {
  return proxyContainer(goodArgs, {
    probes: [
      probe('startup', httpGet('/startup'), { periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 60 }),
      probe('liveness', httpGet('/liveness'), { periodSeconds: 60, timeoutSeconds: 30, failureThreshold: 5 }),
    ],
    ...fields,
  });
}

/** A container that uses the database. */
export function application(fields: Partial<ContainerPlan> = {}): ContainerPlan {
  return container('app', {
    role: 'application',
    environment: { PGHOST: '127.0.0.1', PGPORT: '5432', PGUSER: iamUser, PGDATABASE: 'orders' },
    ...fields,
  });
}

export function pod(fields: Partial<PodPlan> = {}): PodPlan {
  return anyPod({ podName: 'orders-1', initContainers: [goodProxy()], containers: [application()], ...fields });
}

/** The job of a pod that ends. */
export function job(fields: Partial<PodPlan> = {}): PodPlan {
  return pod({
    workload: { kind: 'Job', name: 'migrate', namespace: 'shop' },
    podName: 'migrate-1',
    ending: 'completes',
    restartPolicy: 'Never',
    containers: [application({ name: 'migrate', role: 'task' })],
    ...fields,
  });
}

export function setupWith(proxyProgram: string, fields: Partial<StageSetup> = {}): StageSetup {
  return {
    cloud: specForConnection(iamConnection),
    proxyProgram,
    standIn: false,
    patienceSeconds: 20,
    drain: 'short',
    atOnce: 10,
    faults: [],
    ...fields,
  };
}

import { type AuthProxyOptions, Connection, defineAuthProxy, injectProxy } from '@alloydb-gke/core';
import type { V1Deployment } from '@kubernetes/client-node';
import { emittedManifests } from '../support/manifest-oracle/emitted-manifests';
import { podTemplateOf } from '../support/manifest-oracle/pod-template';
import { type Manifest, rightManifest } from '../support/manifest-oracle/right-manifests';
import { isProxyImage } from './stand-in-images';

/** A workload that runs on the real node from its first container to its last. */
export interface ManifestUnderTest {
  readonly name: string;
  readonly workload: Manifest;
  readonly sidecar: 'native' | 'classic';
  /** An application goes on until it is told to stop; a task ends by itself. */
  readonly goesOn: boolean;
}

/** What runs on the real node: every workload of every example, and every kind of workload in every form of the proxy. */
export async function manifestsUnderTest(): Promise<readonly ManifestUnderTest[]> {
  const emitted = (await emittedManifests()).flatMap(({ file, objects }) =>
    objects
      // What reaches the database by itself, as the connector's example does, has a test of its own.
      .filter(hasProxy)
      .map((workload) => [`${workload.kind} ${workload.metadata.name} of ${file}`, withOnePod(workload)] as const),
  );
  const injected = [
    ['a Deployment with a migration', inject('deployment')],
    ['a Deployment with exec probes, all three', inject('deployment', { probes: { method: 'exec', liveness: true, readiness: true } })],
    ['a Deployment with a readiness probe', inject('deployment', { probes: { readiness: true } })],
    ['a Deployment with a classic sidecar', inject('deployment', { sidecar: 'classic', applicationDrainSeconds: 5 }, 'application only')],
    ['a Deployment with a process for each instance', inject('deployment', { processes: 'one-per-instance' })],
    ['a StatefulSet', inject('stateful-set')],
    ['a DaemonSet', inject('daemon-set')],
    ['a Pod', inject('pod')],
    ['a Job', inject('job')],
    ['a CronJob', inject('cron-job')],
  ] as const;
  return [...emitted, ...injected].map(([name, workload]) => {
    const spec = podTemplateOf(workload)?.template.spec;
    const isClassic = spec?.containers.some(({ image }) => isProxyImage(image)) === true;
    return { name, workload, sidecar: isClassic ? 'classic' : 'native', goesOn: (spec?.restartPolicy ?? 'Always') === 'Always' };
  });
}

const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'myapp',
  databaseUser: 'appuser',
  passwordSecret: { name: 'alloydb-credentials', key: 'password' },
  instances: {
    primary: 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary',
    read: 'my-read-pool',
  },
  identity: { kubernetesServiceAccount: 'alloydb-ksa', iamServiceAccount: 'alloydb-proxy-sa@my-project.iam.gserviceaccount.com' },
});

/** The workload written by hand, with its proxy taken out and ours put in. A migration cannot go before a classic sidecar. */
function inject(name: string, options: Partial<AuthProxyOptions> = {}, keep: 'everything' | 'application only' = 'everything'): Manifest {
  const bare = structuredClone(rightManifest(name));
  const spec = podTemplateOf(bare)?.template.spec;
  if (spec === undefined) throw new Error(`${name} has a pod.`);
  const others = spec.initContainers?.filter(({ image }) => !isProxyImage(image)) ?? [];
  if (others.length > 0 && keep === 'everything') spec.initContainers = others;
  else delete spec.initContainers;
  delete spec.serviceAccountName;
  delete spec.terminationGracePeriodSeconds;
  for (const container of [...spec.containers, ...others]) delete container.env;
  const proxy = defineAuthProxy({ connection, applicationDrainSeconds: 20, environment: { prefix: 'DB_' }, ...options });
  return injectProxy(bare, proxy);
}

/** A mistake that the tests must see: a classic sidecar that stops together with the application. */
export function classicSidecarWithoutDelay(): Manifest {
  return withClassicSidecar(rightManifest('deployment'), '--min-sigterm-delay=0s');
}

function hasProxy(workload: Manifest): boolean {
  const spec = podTemplateOf(workload)?.template.spec;
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].some(({ image }) => isProxyImage(image));
}

/** The workload with one pod, for a namespace that the test chooses; nothing else is changed. */
function withOnePod(workload: Manifest): Manifest {
  const { spec, metadata } = structuredClone(workload) as unknown as V1Deployment;
  if (spec?.replicas !== undefined) spec.replicas = 1;
  delete metadata?.namespace;
  return { ...workload, metadata, spec } as unknown as Manifest;
}

function withClassicSidecar(workload: Manifest, delay: string): Manifest {
  const pod = podOf(workload);
  const [proxy] = pod.initContainers?.splice(0) ?? [];
  if (proxy === undefined) throw new Error('The recipe has a proxy.');
  delete proxy.restartPolicy;
  proxy.args = proxy.args?.map((arg) => (arg === '--exit-zero-sigterm' ? delay : arg)) ?? [];
  pod.containers.push(proxy);
  return workload;
}

function podOf(workload: Manifest): NonNullable<NonNullable<V1Deployment['spec']>['template']['spec']> {
  const pod = (workload as unknown as V1Deployment).spec?.template.spec;
  if (pod === undefined) throw new Error('The recipe has a pod.');
  return pod;
}

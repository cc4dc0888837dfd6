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

/** What runs on the real node: every workload of every example, and manifests written by hand for each kind and form of the proxy. */
export async function manifestsUnderTest(): Promise<readonly ManifestUnderTest[]> {
  const emitted = (await emittedManifests()).flatMap(({ file, objects }) =>
    objects
      .filter(podTemplateOf)
      .map((workload) => [`${workload.kind} ${workload.metadata.name} of ${file}`, withOnePod(workload)] as const),
  );
  const byHand = [
    ['a Deployment with a migration', rightManifest('deployment')],
    ['a Deployment with an exec probe', withExecProbe(rightManifest('deployment'))],
    ['a Deployment with a classic sidecar', withClassicSidecar(rightManifest('deployment'), '--min-sigterm-delay=5s')],
    ['a StatefulSet', rightManifest('stateful-set')],
    ['a DaemonSet', rightManifest('daemon-set')],
    ['a Pod', rightManifest('pod')],
    ['a Job', rightManifest('job')],
    ['a CronJob', rightManifest('cron-job')],
  ] as const;
  return [...emitted, ...byHand].map(([name, workload]) => {
    const spec = podTemplateOf(workload)?.template.spec;
    const isClassic = spec?.containers.some(({ image }) => isProxyImage(image)) === true;
    return { name, workload, sidecar: isClassic ? 'classic' : 'native', goesOn: (spec?.restartPolicy ?? 'Always') === 'Always' };
  });
}

/** A mistake that the tests must see: a classic sidecar that stops together with the application. */
export function classicSidecarWithoutDelay(): Manifest {
  return withClassicSidecar(rightManifest('deployment'), '--min-sigterm-delay=0s');
}

/** The workload with one pod, for a namespace that the test chooses; nothing else is changed. */
function withOnePod(workload: Manifest): Manifest {
  const { spec, metadata } = structuredClone(workload) as unknown as V1Deployment;
  if (spec?.replicas !== undefined) spec.replicas = 1;
  delete metadata?.namespace;
  return { ...workload, metadata, spec } as unknown as Manifest;
}

function withExecProbe(workload: Manifest): Manifest {
  const proxy = podOf(workload).initContainers?.[0];
  if (proxy === undefined) throw new Error('The recipe has a proxy.');
  proxy.startupProbe = {
    exec: { command: ['/alloydb-auth-proxy', 'wait', '--max=1s'] },
    periodSeconds: 1,
    timeoutSeconds: 3,
    failureThreshold: 60,
  };
  return workload;
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

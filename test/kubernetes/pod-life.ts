import { setTimeout } from 'node:timers/promises';
import type { V1Container, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { KubernetesNode } from '../support/kubernetes-node/kubernetes-node';
import { placedContainers } from '../support/manifest-oracle/placed-container';
import { podTemplateOf } from '../support/manifest-oracle/pod-template';
import type { Manifest } from '../support/manifest-oracle/right-manifests';
import { neededSecrets } from './needed-secrets';
import { isProxyImage } from './stand-in-images';

export interface LogLine {
  /** Nanoseconds as text, the same width everywhere: later is greater. */
  readonly time: string;
  readonly text: string;
}

export interface ContainerLife {
  readonly container: V1Container;
  readonly role: 'regular init container' | 'native sidecar' | 'container';
  readonly exitCode: number | undefined;
  readonly restarts: number;
  readonly log: readonly LogLine[];
}

/** A pod from its first container to the end of its last. */
export interface PodLife {
  readonly proxies: readonly ContainerLife[];
  /** The application and its init containers. */
  readonly others: readonly ContainerLife[];
  readonly spec: NonNullable<V1Pod['spec']>;
}

/** Holds the pod's object after its deletion, so that the exit codes can be read. */
const finalizer = 'alloydb-gke.dev/until-it-is-read';

/** Runs a workload in a namespace of its own: waits until it is ready, deletes it, and tells how its pod lived. A task ends by itself. */
export async function livePod(node: KubernetesNode, workload: Manifest, namespace: string): Promise<PodLife> {
  await prepare(node, workload, namespace);
  await node.apply(namespace, [workload]);
  const { kind, metadata } = workload;
  const here = ['--namespace', namespace];
  if (kind === 'CronJob') await node.kubectl(['create', 'job', metadata.name, '--from', `cronjob/${metadata.name}`, ...here]);
  if (kind === 'Job' || kind === 'CronJob') {
    await node.kubectl(['wait', '--for=condition=Complete', `job/${metadata.name}`, '--timeout=60s', ...here]);
    const pod = await endedPod(node, namespace);
    return readLife(pod, await readLogs(node, namespace, pod.metadata?.name ?? ''));
  }
  if (kind === 'Pod') await node.kubectl(['wait', '--for=condition=Ready', `pod/${metadata.name}`, '--timeout=60s', ...here]);
  else await node.kubectl(['rollout', 'status', `${kind}/${metadata.name}`, '--timeout=60s', ...here]);

  const { metadata: { name: pod = '' } = {} } = await onlyPod(node, namespace);
  const patch = (finalizers: readonly string[]): Promise<string> =>
    node.kubectl(['patch', 'pod', pod, '--type=merge', '--patch', JSON.stringify({ metadata: { finalizers } }), ...here]);
  await patch([finalizer]);
  try {
    const logs = readLogs(node, namespace, pod, '--follow'); // to the end of the last container: after that they are gone
    await node.kubectl(['delete', `${kind}/${metadata.name}`, '--wait=false', ...here]);
    await logs;
    return readLife(await endedPod(node, namespace), await logs);
  } finally {
    await patch([]);
  }
}

/** What the pod needs and no manifest of a workload brings: the namespace, the service account, the Secrets. */
async function prepare(node: KubernetesNode, workload: Manifest, namespace: string): Promise<void> {
  await node.createRestrictedNamespace(namespace);
  const spec = podTemplateOf(workload)?.template.spec;
  if (spec === undefined) throw new Error(`${workload.kind} has no pod template`);
  await node.apply(namespace, [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: spec.serviceAccountName ?? 'default' } },
    ...neededSecrets(spec),
    // Its variables would change the proxy's port, were that not in the proxy's arguments.
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'alloydb-proxy' }, spec: { ports: [{ port: 80 }] } },
  ]);
}

async function onlyPod(node: KubernetesNode, namespace: string): Promise<V1Pod> {
  const { items } = await node.get<{ items: readonly V1Pod[] }>(['pods', '--namespace', namespace]);
  const [pod] = items;
  if (pod === undefined || items.length > 1) throw new Error(`Expected one pod in ${namespace}, found ${items.length}`);
  return pod;
}

/** The pod once the server knows the exit code of every container. */
async function endedPod(node: KubernetesNode, namespace: string): Promise<V1Pod> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const pod = await onlyPod(node, namespace);
    if (statusesOf(pod).every(({ state }) => state?.terminated !== undefined)) return pod;
    await setTimeout(250);
  }
  throw new Error(`The containers of the pod in ${namespace} have no exit codes`);
}

/** The lines of each container. */
async function readLogs(
  node: KubernetesNode,
  namespace: string,
  pod: string,
  ...options: readonly string[]
): Promise<ReadonlyMap<string, readonly LogLine[]>> {
  const args = ['logs', pod, '--all-containers', '--prefix', '--timestamps', '--max-log-requests=9', '--namespace', namespace, ...options];
  const lines = new Map<string, LogLine[]>();
  for (const [, container = '', time = '', text = ''] of (await node.kubectl(args)).matchAll(/^\[pod\/[^/]+\/([^\]]+)\] (\S+)Z (.*)$/gm)) {
    lines.set(container, [...(lines.get(container) ?? []), { time: time.padEnd(29, '0'), text }]);
  }
  return lines;
}

function readLife(pod: V1Pod, logs: ReadonlyMap<string, readonly LogLine[]>): PodLife {
  const { spec } = pod;
  if (spec === undefined) throw new Error('The pod has no spec');
  const containers = placedContainers(spec, '').map(({ container, role }): ContainerLife => {
    const status = statusesOf(pod).find(({ name }) => name === container.name);
    return {
      container,
      role,
      exitCode: status?.state?.terminated?.exitCode,
      restarts: status?.restartCount ?? 0,
      log: logs.get(container.name) ?? [],
    };
  });
  return {
    spec,
    proxies: containers.filter(({ container }) => isProxyImage(container.image)),
    others: containers.filter(({ container }) => !isProxyImage(container.image)),
  };
}

function statusesOf({ status }: V1Pod): readonly V1ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}

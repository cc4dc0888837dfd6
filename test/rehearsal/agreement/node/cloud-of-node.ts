import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EmulatorAddresses, EmulatorEvent, EmulatorSpec, InstanceSpec } from '@alloydb-gke/emulator';
import { repositoryFolder } from '../../../../tools/workspace/folders.mjs';
import { type NodeAddress, nodeScript } from '../../../support/kubernetes-node/held-node';
import { mustRun } from '../../../support/kubernetes-node/run-command';
import type { CloudMessage } from './cloud-message';

/** An AlloyDB beside the pods of a node. */
export interface CloudOfNode {
  readonly addresses: EmulatorAddresses;
  /** By which clients trust the Google APIs here, in PEM. */
  readonly certificate: string;
  /** What was refused so far. It grows. */
  readonly refusals: readonly EmulatorEvent[];
  stop(): Promise<void>;
}

/** Services listen at the first of these last octets, instances at the others, one each. */
const servicesOctet = 201;
const firstInstanceOctet = 211;

/** Starts it in the node's `cloud` network namespace, every instance with a private address there. */
export async function startCloud(node: NodeAddress, spec: EmulatorSpec): Promise<CloudOfNode> {
  const network = node['CLUSTER_POD_NETWORK'] ?? '';
  const instances = Object.values(spec.clusters).flatMap(({ instances: own }) => Object.keys(own));
  const octets = [servicesOctet, ...instances.map((_, index) => firstInstanceOctet + index)];
  await mustRun(nodeScript('cloud'), ['up', ...octets.map(String)], { environment: node });
  const program = fileURLToPath(new URL('emulator-program.ts', import.meta.url));
  const tsconfig = fileURLToPath(new URL('../sources.tsconfig.json', import.meta.url));
  const child = spawn('ip', ['netns', 'exec', node['CLUSTER_CLOUD'] ?? '', process.execPath, '--import', 'tsx', program], {
    cwd: repositoryFolder,
    env: { ...process.env, TSX_TSCONFIG_PATH: tsconfig },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const refusals: EmulatorEvent[] = [];
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await ended;
    await mustRun(nodeScript('cloud'), ['down'], { environment: node });
  };
  const started = new Promise<Extract<CloudMessage, { readonly addresses: unknown }>>((resolve, reject) => {
    child.on('message', (message: CloudMessage) => {
      if ('addresses' in message) resolve(message);
      else if ('refusal' in message) refusals.push(message.refusal);
      else reject(new Error(message.failure));
    });
    ended.then(() => reject(new Error('The emulator has ended.')), reject);
  });
  child.send({ spec: withAddresses(spec, network), servicesAddress: `${network}.${servicesOctet}` });
  try {
    return { ...(await started), refusals, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function withAddresses(spec: EmulatorSpec, network: string): EmulatorSpec {
  let octet = firstInstanceOctet;
  const placed = (instance: InstanceSpec): InstanceSpec => ({ ...instance, addresses: { PRIVATE: `${network}.${octet++}` } });
  const clusters = Object.entries(spec.clusters).map(([name, cluster]) => {
    const instances = Object.entries(cluster.instances).map(([id, instance]) => [id, placed(instance)]);
    return [name, { ...cluster, instances: Object.fromEntries(instances) }];
  });
  return { ...spec, clusters: Object.fromEntries(clusters) };
}

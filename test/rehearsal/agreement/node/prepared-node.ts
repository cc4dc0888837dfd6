import type { EmulatorSpec } from '@alloydb-gke/emulator';
import type { PodPlan } from '../../../../packages/rehearsal/src/pod-plan/pod-plan';
import { holdNode } from '../../../support/kubernetes-node/held-node';
import { type CloudOfNode, startCloud } from './cloud-of-node';
import { addImagesFor } from './images-of-node';
import { NodeWatch } from './node-watch';

/** A node with a cloud beside it, and every image that its pods need. */
export interface PreparedNode {
  readonly cloud: CloudOfNode;
  readonly watch: NodeWatch;
  stop(): Promise<void>;
}

export async function prepareNode(spec: EmulatorSpec, plans: readonly PodPlan[], authProxy: string): Promise<PreparedNode> {
  const node = await holdNode();
  const ends: (() => Promise<unknown>)[] = [() => node.stop()];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const cloud = await startCloud(node.address, spec);
    ends.push(() => cloud.stop());
    await addImagesFor(plans, node.address, cloud, authProxy);
    const watch = new NodeWatch(node.address);
    ends.push(() => watch.stop());
    return { cloud, watch, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

import { afterAll, beforeAll } from 'vitest';
import { type HeldNode, holdNode } from './held-node';
import { KubernetesNode } from './kubernetes-node';

/** Gives the tests of a `describe` a node of their own, from before the first to after the last, however they end. */
export function nodeForTests(): () => KubernetesNode {
  let held: HeldNode | undefined;
  beforeAll(async () => {
    held = await holdNode();
  });
  afterAll(async () => {
    await held?.stop();
  });
  return () => {
    if (held === undefined) throw new Error('The node is there only while a test runs.');
    return new KubernetesNode(held.address);
  };
}

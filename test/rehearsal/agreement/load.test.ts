import { setTimeout } from 'node:timers/promises';
import { defineAuthProxy, injectProxy, type Manifest } from '@alloydb-gke/core';
import type { V1Deployment } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeSpecs } from '../../../packages/rehearsal/src/cloud-side/merge-specs';
import { available } from '../../support/availability/available';
import { addArgs, makeClassic } from './changes';
import { applicationOf, connectionOf, type Draft, draftOf } from './draft';
import { asOnNode } from './node/as-on-node';
import type { NodeWatch } from './node/node-watch';
import { type PreparedNode, prepareNode } from './node/prepared-node';
import { prepare } from './prepared-scenario';

const authProxy = available('auth-proxy');
const here = authProxy.here && available('kubernetes-node').here && available('postgresql').here;

/** What the applications of all pods did. */
interface Load {
  readonly pods: number;
  /** Pods whose application did not come to the end of its drain. */
  readonly cutShort: number;
  readonly operations: number;
  readonly failed: number;
  /** Before the first operation of a pod that went well. */
  readonly before: number;
  readonly errors: readonly string[];
}

const rolling = deploymentOf('rolling', 20, ours);
const before = deploymentOf('migrated', 6, classic);
const after = deploymentOf('migrated', 6, ours);
const prepared = [rolling, before, after].map((draft) =>
  prepare({
    id: draft.id,
    title: draft.id,
    expected: 'passed',
    manifests: JSON.parse(JSON.stringify(draft.manifests)),
    cloud: draft.cloud,
  }),
);

describe.skipIf(!here)('deployments under load on a real kubelet', () => {
  let node: PreparedNode | undefined;

  beforeAll(async () => {
    const specs = prepared.map(({ cloud: { spec } }) => spec);
    const plans = prepared.map(({ plan }) => plan);
    node = await prepareNode(mergeSpecs(specs), plans, authProxy.here ? authProxy.values.program : '');
  });
  afterAll(async () => node?.stop());

  it('lose nothing in a rolling update of twenty pods', async () => {
    const load = await changeUnderLoad(node, rolling, { metadata: { annotations: { version: '2' } } });
    report('a rolling update of 20 pods', load);
    expect(load).toMatchObject({ pods: 40, cutShort: 0, failed: 0, before: 0 });
    expect(load.operations).toBeGreaterThan(500);
  });

  // The classic form promises nothing at a start: nothing orders the two containers.
  it("lose nothing on their way from the article's form, repaired, to a native sidecar", async () => {
    const [, workload] = onNode(node, after);
    const { spec } = (workload as V1Deployment).spec?.template ?? {};
    const load = await changeUnderLoad(node, before, { spec: { ...spec, initContainers: spec?.initContainers ?? [] } });
    report('a migration of 6 pods from the classic to the native sidecar', load);
    expect(load).toMatchObject({ pods: 12, cutShort: 0, failed: 0 });
    expect(load.operations).toBeGreaterThan(100);
  });
});

/** What this project attaches. */
function ours({ manifests, application, pod, id }: Draft): void {
  const bare = manifests.pop();
  delete application.env;
  delete pod.initContainers;
  delete pod.serviceAccountName;
  delete pod.terminationGracePeriodSeconds;
  if (bare)
    manifests.push(
      injectProxy(
        bare,
        defineAuthProxy({ connection: connectionOf(id, 'iam'), applicationDrainSeconds: 5, resources: { cpuRequest: '20m' } }),
      ),
    );
}

/** The article's form with what it lacks: probes that reach the proxy, and a proxy that waits for the application. */
function classic(draft: Draft): void {
  makeClassic(draft);
  addArgs(draft.proxy, '--min-sigterm-delay=8s', '--max-sigterm-delay=5s');
  draft.proxy.readinessProbe = { httpGet: { path: '/readiness', port: 9090 }, periodSeconds: 1, timeoutSeconds: 5 };
}

function deploymentOf(id: string, replicas: number, change: (draft: Draft) => void): Draft {
  const draft = draftOf(id, 'iam', 'Deployment');
  Object.assign(draft.application, applicationOf(id, 'iam', 'load'));
  change(draft);
  const strategy = { rollingUpdate: { maxSurge: Math.ceil(replicas / 5), maxUnavailable: 0 } };
  const workload = draft.manifests.at(-1) as Manifest & { readonly spec: object };
  Object.assign(workload.spec, { replicas, strategy });
  return draft;
}

function onNode(node: PreparedNode | undefined, { manifests }: Draft): readonly Manifest[] {
  if (node === undefined) throw new Error('The node is there only while a test runs.');
  return manifests.map((manifest) => asOnNode(JSON.parse(JSON.stringify(manifest)) as Manifest, node.cloud.addresses));
}

/** Brings a deployment up, changes its pods' template while its applications work, lets them work on, and takes it down. */
async function changeUnderLoad(node: PreparedNode | undefined, draft: Draft, template: object): Promise<Load> {
  const [account, workload] = onNode(node, draft);
  if (node === undefined || account === undefined || workload === undefined) throw new Error('There is something to deploy.');
  const { watch } = node;
  await watch.createNamespace(draft.id);
  await watch.api.create(account);
  await watch.api.create(workload);
  await rolledOut(watch, draft.id);
  await watch.api.patch(workload, { spec: { template } });
  await rolledOut(watch, draft.id);
  await setTimeout(2_000);
  await watch.api.delete(workload);
  const deadline = Date.now() + 120_000;
  while (watch.livesIn(draft.id).some(({ isGone }) => !isGone) && Date.now() < deadline) await setTimeout(200);
  return loadOf(watch, draft.id);
}

async function rolledOut(watch: NodeWatch, namespace: string): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    const { metadata, spec, status } = await watch.api.get<V1Deployment>(`/apis/apps/v1/namespaces/${namespace}/deployments/orders`);
    const wanted = spec?.replicas ?? 0;
    const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
    const numbers = [status?.updatedReplicas, status?.availableReplicas, status?.replicas];
    if (isSeen && numbers.every((number) => number === wanted)) return;
    await setTimeout(500);
  }
  throw new Error(`The deployment in ${namespace} does not come up.`);
}

function loadOf(watch: NodeWatch, namespace: string): Load {
  const lives = watch.livesIn(namespace);
  const records = lives.flatMap(({ lines }) => lines.filter(({ text }) => text.startsWith('{"') && text.includes('"event":"load"')));
  const all = records.map(({ text }) => JSON.parse(text) as Omit<Load, 'pods' | 'errors'> & { readonly firstError: string });
  const sum = (field: 'operations' | 'failed' | 'before'): number => all.reduce((total, one) => total + one[field], 0);
  const errors = [...new Set(all.map(({ firstError }) => firstError).filter((text) => text !== ''))];
  return {
    pods: lives.length,
    cutShort: lives.length - all.length,
    operations: sum('operations'),
    failed: sum('failed'),
    before: sum('before'),
    errors,
  };
}

function report(what: string, { pods, operations, failed, before: early }: Load): void {
  const starts = early > 0 ? `, ${early} before a proxy was there` : '';
  process.stdout.write(`${what}: ${pods} pods, ${operations} operations, ${failed} failed${starts}\n`);
}

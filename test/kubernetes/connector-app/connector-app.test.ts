import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type EmulatorSpec, specForConnection } from '@alloydb-gke/emulator';
import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { clusterName, iamConnection, kubernetesServiceAccount } from '../../emulator/support/world';
import { available } from '../../support/availability/available';
import { nodeScript } from '../../support/kubernetes-node/held-node';
import { nodeForTests } from '../../support/kubernetes-node/node-for-tests';
import { mustRun } from '../../support/kubernetes-node/run-command';
import { type CloudEmulator, startCloudEmulator } from './cloud-emulator';
import { addApplicationImage } from './node-image';
import { RequestLoad } from './request-load';

const namespace = 'shop';
const octets = ['201', '211', '212'] as const;

/** The same addresses at every start, as on Google Cloud. */
function specAt([, primary = '', readPool = '']: readonly string[]): EmulatorSpec {
  const spec = specForConnection(iamConnection);
  const { instances = {}, ...cluster } = spec.clusters[clusterName] ?? {};
  const at = (id: string, address: string): object => ({ [id]: { ...instances[id], addresses: { PRIVATE: address } } });
  return {
    ...spec,
    ports: { adminApi: 18_001, metadataServer: 18_002 },
    clusters: { [clusterName]: { ...cluster, instances: { ...at('primary', primary), ...at('read-pool', readPool) } } },
  };
}

/** What the example emits, with one pod, and with the emulator in the place of Google. */
function manifests({ addresses }: CloudEmulator): readonly unknown[] {
  const text = readFileSync(join(repositoryFolder, 'examples', 'connector-app', 'dist', 'orders.k8s.yaml'), 'utf8');
  const objects = parseAllDocuments(text).map((document) => document.toJS() as V1Deployment);
  for (const { kind, spec } of objects) {
    const [container] = spec?.template.spec?.containers ?? [];
    if (kind !== 'Deployment' || spec === undefined || container === undefined) continue;
    spec.replicas = 1;
    container.env = [
      ...(container.env ?? []),
      { name: 'ALLOYDB_ADMIN_ENDPOINT', value: addresses.adminApi },
      { name: 'GCE_METADATA_HOST', value: addresses.metadataServers[kubernetesServiceAccount] ?? '' },
    ];
  }
  return objects;
}

describe.skipIf(!available('kubernetes-node').here)('the application of examples/connector-app in a pod', () => {
  const node = nodeForTests();
  let emulator: CloudEmulator;
  let spec: EmulatorSpec;
  let services = '';
  let pod = '';
  let url = '';

  const pods = async (): Promise<readonly V1Pod[]> => (await node().get<{ items: V1Pod[] }>(['pods', '--namespace', namespace])).items;
  const restarts = async (): Promise<number> => (await pods())[0]?.status?.containerStatuses?.[0]?.restartCount ?? -1;
  const log = (): Promise<string> => node().kubectl(['logs', pod, '--namespace', namespace]);

  beforeAll(async () => {
    const addresses = (await mustRun(nodeScript('cloud'), ['up', ...octets], { environment: node().address })).trim().split('\n');
    [services = ''] = addresses;
    spec = specAt(addresses);
    [emulator] = await Promise.all([
      startCloudEmulator(node(), spec, services),
      addApplicationImage(node(), 'europe-docker.pkg.dev/my-project/shop/orders:1.4.2'),
      node().createRestrictedNamespace(namespace),
    ]);
    await node().apply(namespace, manifests(emulator));
    await node().kubectl(['rollout', 'status', 'deployment/orders', '--timeout=120s', '--namespace', namespace]);
    const [only] = await pods();
    pod = only?.metadata?.name ?? '';
    url = `http://${only?.status?.podIP}:8080`;
  });
  afterAll(async () => {
    await emulator?.stop();
    await mustRun(nodeScript('cloud'), ['down'], { environment: node().address });
  });

  it('is Ready, writes to the primary and reads from the read pool', async () => {
    const placed = await fetch(`${url}/orders`, { method: 'POST', body: '{"customer":"ada","amount":3}' });
    expect(placed.status).toBe(201);
    const orders = async (): Promise<unknown> => (await fetch(`${url}/orders/ada`)).json();
    await expect.poll(orders, { timeout: 20_000 }).toEqual([{ id: expect.any(String), amount: 3 }]);
  });

  it('answers every request while the certificates are rotated under load', async () => {
    const load = new RequestLoad(url);
    load.add(2);
    await load.more(5);
    await emulator.fault('certificates-rotated');
    const before = await emulator.connections();
    // More than its connections so far can bear, so that new ones meet the new certificates.
    load.add(14);
    await vi.waitFor(async () => expect(await emulator.connections()).toBeGreaterThan(before), { timeout: 60_000, interval: 200 });
    await load.more(40);
    await load.end();
    expect(load.failed).toEqual([]);
    expect(await restarts()).toBe(0);
  });

  it('comes back without a restart when the emulator was gone', async () => {
    const load = new RequestLoad(url);
    load.add(2);
    await load.more(5);
    await emulator.stop();
    await vi.waitFor(() => expect(load.failed.length).toBeGreaterThan(0), { timeout: 60_000 });
    emulator = await startCloudEmulator(node(), spec, services);
    await load.more(20);
    await load.end();
    expect(await restarts(), await log()).toBe(0);
    await node().kubectl(['wait', '--for=condition=Ready', `pod/${pod}`, '--timeout=60s', '--namespace', namespace]);
    const after = new RequestLoad(url);
    after.add(2);
    await after.more(10);
    await after.end();
    expect(after.failed).toEqual([]);
  });

  it('drains without a failed request', async () => {
    const load = new RequestLoad(url);
    load.add(4);
    await load.more(10);
    const began = Date.now();
    const deleted = node().kubectl(['delete', 'deployment/orders', '--cascade=foreground', '--namespace', namespace]);
    // As long as a Service may take to hear of it.
    await setTimeout(3500);
    await load.end();
    await deleted;
    expect(load.failed).toEqual([]);
    expect(load.answered).toBeGreaterThan(20);
    // It ended by itself: it would have been killed 25 seconds after it was told to end.
    expect(Date.now() - began).toBeLessThan(25_000);
  });
});

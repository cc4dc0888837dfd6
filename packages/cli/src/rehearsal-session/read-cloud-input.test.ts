import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../command-line';
import { keptTerminal } from '../terminal.fixture';
import { readCloudInput } from './read-cloud-input';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloud-input-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const nothing = { connection: [], cloud: undefined, assume: false, pulumi: [] };
const document = {
  version: 1,
  auth: 'iam',
  databaseName: 'orders',
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
};

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('what there is in the cloud', () => {
  it('is read from connection documents, and called by their names', async () => {
    const connection = [file('orders.connection.json', JSON.stringify(document)), file('again.json', JSON.stringify(document))];
    const input = await readCloudInput({ ...nothing, connection });
    expect(input).toMatchObject({ source: 'orders.connection.json, again.json', connections: [{ databaseName: 'orders' }, {}] });
  });

  it('is read from a cloud.yaml', async () => {
    const cloud = file('cloud.yaml', 'clusters: {}\n');
    expect(await readCloudInput({ ...nothing, cloud })).toEqual({ spec: { clusters: {} }, source: cloud });
  });

  it('is assumed where that is asked for', async () => {
    expect(await readCloudInput({ ...nothing, assume: true })).toBe('assume');
  });

  it('is read from plans of Pulumi, and from connections for what they do not make', async () => {
    const urn = 'urn:pulumi:dev::shop::gcp:alloydb/cluster:Cluster::shop';
    const step = { op: 'create', newState: { urn, type: 'gcp:alloydb/cluster:Cluster', inputs: { clusterId: 'shop' } } };
    const pulumi = [file('plan.json', JSON.stringify({ steps: [step] }))];
    const connection = [file('orders.json', JSON.stringify(document))];
    const input = await readCloudInput({ ...nothing, pulumi, connection });
    expect(input).toMatchObject({
      pulumi: { source: 'plan.json', resources: [{ name: 'shop' }] },
      connections: [{ databaseName: 'orders' }],
    });
    await expect(readCloudInput({ ...nothing, pulumi, assume: true })).rejects.toMatchObject({ code: 'cloud-side-twice' });
  });

  it('has to be said', async () => {
    await expect(readCloudInput(nothing)).rejects.toMatchObject({ code: 'cloud-side-not-named' });
  });

  it('must not be said twice', async () => {
    await expect(readCloudInput({ ...nothing, cloud: 'cloud.yaml', assume: true })).rejects.toMatchObject({
      code: 'cloud-side-twice',
      exitCode: 'usage',
    });
  });

  it('is named with its file where it is wrong', async () => {
    const connection = [file('wrong.json', JSON.stringify({ ...document, auth: 'magic' }))];
    await expect(readCloudInput({ ...nothing, connection })).rejects.toThrow(/wrong\.json .*auth/);
    const cloud = file('broken.yaml', 'a: 1\na: 2\n');
    await expect(readCloudInput({ ...nothing, cloud })).rejects.toMatchObject({ code: 'cloud-file-not-readable' });
    await expect(readCloudInput({ ...nothing, cloud })).rejects.toThrow(/broken\.yaml:2:1/);
  });
});

it('the version of the Auth Proxy must not be said twice', async () => {
  const attempt = runCommandLine(['proxy', 'path', '--version', '1.17.1', '--manifests', 'dist'], keptTerminal());
  await expect(attempt).rejects.toMatchObject({ code: 'version-twice', exitCode: 'usage' });
});

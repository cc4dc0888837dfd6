import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedProxyVersions } from './named-proxy-versions';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifests-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function manifests(...tags: readonly string[]): Promise<string> {
  const file = join(folder, `${tags.join('-')}.json`);
  const items = tags.map((tag, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `orders-${index}` },
    spec: { containers: [{ name: 'proxy', image: `gcr.io/alloydb-connectors/alloydb-auth-proxy:${tag}` }] },
  }));
  await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  return file;
}

describe('the versions that manifests name', () => {
  it('are each there once, the newest first by number', async () => {
    expect(await namedProxyVersions([await manifests('1.9.0', '1.17.1', '1.10.2', '1.9.0')])).toEqual(['1.17.1', '1.10.2', '1.9.0']);
  });

  it('leave out an image whose tag is no version', async () => {
    expect(await namedProxyVersions([await manifests('latest', '1.17.1')])).toEqual(['1.17.1']);
  });

  it('are refused where no workload has the proxy', async () => {
    const file = join(folder, 'none.json');
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders' } }));
    await expect(namedProxyVersions([file])).rejects.toMatchObject({ code: 'no-auth-proxy' });
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let fresh: string;
beforeEach(() => {
  fresh = mkdtempSync(join(tmpdir(), 'article-'));
  vi.stubEnv('CDK8S_OUTDIR', fresh);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(fresh, { recursive: true });
});

/** Every manifest in a folder, by its path. */
function manifests(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return Object.fromEntries(files.sort().map((file) => [file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8')]));
}

it('a fresh synthesis gives the manifests that are in dist', async () => {
  await import('./main');
  const written = manifests(fresh);
  expect(Object.keys(written)).toEqual([
    'built-in/Deployment.my-app.k8s.yaml',
    'built-in/ServiceAccount.alloydb-ksa.k8s.yaml',
    'iam/Deployment.my-app.k8s.yaml',
    'iam/ServiceAccount.alloydb-ksa.k8s.yaml',
  ]);
  expect(written).toEqual(manifests(join(__dirname, 'dist')));
});

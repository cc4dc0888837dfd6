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

/** Every file in a folder, by its path. */
function files(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path));
  return Object.fromEntries(paths.sort().map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
}

it('a fresh synthesis gives the manifests and scripts that are in dist', async () => {
  await import('./main');
  const written = files(fresh);
  expect(Object.keys(written)).toEqual([
    'built-in.connection.json',
    'built-in/Deployment.my-app.k8s.yaml',
    'built-in/ServiceAccount.alloydb-ksa.k8s.yaml',
    'built-in/setup.sh',
    'iam.connection.json',
    'iam/Deployment.my-app.k8s.yaml',
    'iam/ServiceAccount.alloydb-ksa.k8s.yaml',
    'iam/setup.sh',
  ]);
  expect(written).toEqual(files(join(__dirname, 'dist')));
});

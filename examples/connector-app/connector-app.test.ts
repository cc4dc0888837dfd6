import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const folder = import.meta.dirname;

let fresh: string;
beforeEach(() => {
  fresh = mkdtempSync(join(tmpdir(), 'connector-app-'));
  vi.stubEnv('CDK8S_OUTDIR', fresh);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(fresh, { recursive: true });
});

it('a fresh synthesis gives the manifest that is in dist', async () => {
  await import('./deployment');
  expect(readFileSync(join(fresh, 'orders.k8s.yaml'), 'utf8')).toBe(readFileSync(join(folder, 'dist', 'orders.k8s.yaml'), 'utf8'));
});

it('takes the connector by the name that Google would give it', () => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(dependencies['@google-cloud/alloydb-connector']).toMatch(/^workspace:@alloydb-gke\/connector@/);
});

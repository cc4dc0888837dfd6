import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let fresh: string;
beforeEach(() => {
  fresh = mkdtempSync(join(tmpdir(), 'smallest-'));
  vi.stubEnv('CDK8S_OUTDIR', fresh);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(fresh, { recursive: true });
});

it('a fresh synthesis gives the manifest that is in dist', async () => {
  await import('./main');
  expect(readFileSync(join(fresh, 'shop.k8s.yaml'), 'utf8')).toBe(readFileSync(join(__dirname, 'dist', 'shop.k8s.yaml'), 'utf8'));
});

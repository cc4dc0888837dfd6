import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installConsumer, type PackedPackages, packPackages, removePacked, runConsumer } from './packed-packages';

let packed: PackedPackages;
beforeAll(async () => {
  packed = await packPackages();
});
afterAll(() => removePacked(packed));

describe('a project with the oldest cdk8s and constructs that we accept', () => {
  it('synthesises a Deployment with the proxy', async () => {
    const folder = await installConsumer('cdk8s-floor', packed);
    expect(await runConsumer(folder, 'versions')).toBe('cdk8s 2.9.0, constructs 10.0.0\n');
    expect(await runConsumer(folder, 'synth')).toContain('name: alloydb-auth-proxy');
  });
});

describe('a project as `cdk8s init` makes it', () => {
  it('passes the type check of TypeScript 5.9 with lib es2016 and without skipLibCheck, runs under ts-node, and is tested by jest', async () => {
    const folder = await installConsumer('cdk8s-init', packed);
    expect(await runConsumer(folder, 'compile')).toBe('');
    expect(await runConsumer(folder, 'synth')).toContain('name: alloydb-auth-proxy');
    expect(await runConsumer(folder, 'test')).toContain('1 passed');
  });
});

describe('a project of ES modules', () => {
  it('imports every package by the names of its exports', async () => {
    const folder = await installConsumer('esm', packed);
    expect(await runConsumer(folder, 'start')).toBe('my-primary, function\n');
  });
});

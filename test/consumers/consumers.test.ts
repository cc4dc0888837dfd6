import { verifiedProxyVersion } from '@alloydb-gke/core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { packageManifest } from '../support/repository/package-manifest';
import { installConsumer, runConsumer } from './packed-packages';

const names = ['cdk8s-floor', 'cdk8s-init', 'esm', 'pulumi-tests'] as const;
const folders = new Map<string, string>();

const run = (consumer: (typeof names)[number], script: string): Promise<string> => runConsumer(folders.get(consumer) ?? '', script);

beforeAll(async () => {
  const packed = inject('packed');
  const installed = await Promise.all(names.map((name) => installConsumer(name, packed)));
  for (const [index, name] of names.entries()) folders.set(name, installed[index] ?? '');
});

const proxies = (yaml: string): number => yaml.split('name: alloydb-auth-proxy').length - 1;

// Two at a time: most of the time goes into programs of their own.
describe.concurrent('a CommonJS project with the oldest cdk8s and constructs that we accept', () => {
  it('has exactly those versions', async () => {
    const { cdk8s = '', constructs = '' } = packageManifest('packages/cdk8s').peerDependencies ?? {};
    expect(await run('cdk8s-floor', 'versions')).toBe(`cdk8s ${cdk8s.replace('^', '')}, constructs ${constructs.replace('^', '')}\n`);
  });

  it('passes the type check, and synthesises what every construct makes', async () => {
    expect(await run('cdk8s-floor', 'compile')).toBe('');
    expect(proxies(await run('cdk8s-floor', 'synth'))).toBe(3);
  });
});

describe.concurrent('a project as `cdk8s init` makes it, with the newest cdk8s and constructs', () => {
  it('passes the type check of TypeScript 5.9 with lib es2016 and without skipLibCheck', async () => {
    expect(await run('cdk8s-init', 'compile')).toBe('');
  });

  it('runs under ts-node, and finds the schema of the connection', async () => {
    const yaml = await run('cdk8s-init', 'synth');
    expect(yaml).toMatch(/^# Connection\n/);
    expect(proxies(yaml)).toBe(1);
  });

  it('is tested by jest', async () => {
    expect(await run('cdk8s-init', 'test')).toContain('1 passed');
  });
});

describe.concurrent('a project of ES modules', () => {
  it('imports every package by the names of its exports, and the schema', async () => {
    expect(await run('esm', 'start')).toBe('my-primary, function, function, object, object\n');
  });

  it('has the command, with its version and its help', async () => {
    const { version } = packageManifest('packages/cli');
    expect(await run('esm', 'version')).toBe(
      `alloydb-gke ${version}\nNode.js ${process.versions.node}\nverified for the Auth Proxy ${verifiedProxyVersion}\n`,
    );
    expect(await run('esm', 'help')).toMatch(/^Usage: alloydb-gke emulator .*<spec>/);
  });
});

describe.concurrent('unit tests of a Pulumi program', () => {
  it.each([
    ['jest', 'Tests:       7 passed, 7 total'],
    ['mocha', '7 passing'],
    ['node', '# pass 7'],
  ] as const)('hear of every error under %s', async (runner, passed) => {
    expect(await run('pulumi-tests', runner)).toContain(passed);
  });

  it.each(['jest-stray', 'node-stray'] as const)('fail by what is not of the program, as before: %s', async (script) => {
    await expect(run('pulumi-tests', script)).rejects.toThrow('a stray of the test');
  });
});

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import type { EngineStack } from '../support/pulumi-engine/engine-stack';
import { fromPackage } from '../support/pulumi-engine/sdk-modules';
import { isEngineMissing, engineTest as it } from './support/engine-test';

const program = `
const { AlloyDBApplication, AlloyDBCluster } = require('@alloydb-gke/pulumi');
const { version } = require('@pulumi/pulumi/package.json');
const cluster = new AlloyDBCluster('shop', { location: 'us-central1', privateServiceConnect: true, deletionProtection: false });
const access = { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop', ipType: 'PSC' };
const orders = new AlloyDBApplication('orders', { access, image: 'orders:1' });
module.exports = { connection: orders.connection, sdk: version };
`;

/** Whatever requires the SDK, the components and the providers' classes too, gets the one of the program. */
const oneSdk = `
const Module = require('node:module');
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  /^@pulumi\\/pulumi(\\/|$)/.test(request) ? resolve(request, { ...module, paths: [__dirname + '/node_modules'] }) : resolve(request, ...rest);
`;

const sdks = { 'the one that the package is built with': fromPackage.resolve('@pulumi/pulumi/package.json'), 'the newest': newestSdk() };

function newestSdk(): string {
  return createRequire(join(repositoryFolder, 'package.json')).resolve('pulumi-newest/package.json');
}

function writeProgram({ folder }: EngineStack, sdk: string): void {
  const packages = { '@pulumi/pulumi': dirname(sdk), '@alloydb-gke/pulumi': join(repositoryFolder, 'packages', 'pulumi') };
  for (const [name, target] of Object.entries(packages)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
  writeFileSync(join(folder, 'index.js'), program);
  writeFileSync(join(folder, 'one-sdk.cjs'), oneSdk);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shop', main: 'index.js' }));
  const options = `{ typescript: false, nodeargs: "--require ${join(folder, 'one-sdk.cjs')}" }`;
  writeFileSync(join(folder, 'Pulumi.yaml'), `name: shop\nruntime: { name: nodejs, options: ${options} }\n`);
}

describe.skipIf(isEngineMissing)('a program in a file, with the built packages', () => {
  it.for(Object.entries(sdks))('is made, has nothing to change, and is removed, with the SDK that is %s', async ([, sdk], { stack }) => {
    writeProgram(stack, sdk);
    const run = async (...args: readonly string[]): Promise<string> => {
      const { exitCode, output } = await stack.command([...args, '--stack', 'dev']);
      expect(exitCode, output).toBe(0);
      return output;
    };
    const up = await run('up', '--yes', '--skip-preview');
    expect(stack.lost()).toEqual([]);
    // The newest is there to be another one.
    expect(up).toContain(`sdk       : "${(createRequire(sdk)(sdk) as { readonly version: string }).version}"`);
    expect(up).toContain('ipType      : "PSC"');
    expect(await run('preview', '--expect-no-changes')).toContain('unchanged');
    await run('destroy', '--yes', '--skip-preview');
    expect([stack.cloud.objects, stack.known()]).toEqual([[], []]);
  });
});

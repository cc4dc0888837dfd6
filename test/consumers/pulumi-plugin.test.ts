import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { runProgram } from '../../tools/workspace/run-program.mjs';
import { available } from '../support/availability/available';
import { EngineStack } from '../support/pulumi-engine/engine-stack';
import { fromPackage } from '../support/pulumi-engine/sdk-modules';

const engine = available('pulumi-engine');
const sdks = ['@pulumi/pulumi', '@pulumi/gcp', '@pulumi/kubernetes'];

/** A component of the plugin, as a generated SDK has it: its children are made in another process. */
class Remote extends ComponentResource {
  constructor(type: string, name: string, args: object, opts: ComponentResourceOptions = {}) {
    super(type, name, args, opts, true);
  }
}

let folder: string;
let plugin: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alloydb-gke-plugin-'));
  const ours = join(folder, 'node_modules', '@alloydb-gke');
  for (const name of ['core', 'pulumi']) {
    const packed = inject('packed').packages.find((one) => one.name === `@alloydb-gke/${name}`);
    mkdirSync(join(ours, name), { recursive: true });
    await runProgram('tar', ['-xzf', packed?.tarball ?? '', '-C', join(ours, name), '--strip-components=1']);
  }
  mkdirSync(join(folder, 'node_modules', '@pulumi'));
  for (const sdk of sdks) symlinkSync(dirname(fromPackage.resolve(`${sdk}/package.json`)), join(folder, 'node_modules', sdk));
  // The engine takes what follows an @ in a path for a version: the package itself cannot be named.
  plugin = join(folder, 'plugin');
  mkdirSync(plugin);
  writeFileSync(join(plugin, 'package.json'), JSON.stringify({ name: 'plugin', main: 'index.js' }));
  writeFileSync(join(plugin, 'index.js'), "module.exports = require('@alloydb-gke/pulumi/plugin');\n");
  copyFileSync(join(ours, 'pulumi', 'plugin', 'PulumiPlugin.yaml'), join(plugin, 'PulumiPlugin.yaml'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!engine.here)('the plugin in the packed package', () => {
  it('gives the engine the schema that is documented, and makes a component in a process of its own', async () => {
    const stack = await EngineStack.make(engine.here ? engine.values.program : '');
    try {
      const { exitCode, output } = await stack.command(['package', 'get-schema', plugin]);
      expect(exitCode, output).toBe(0);
      const documented = JSON.parse(readFileSync(join(repositoryFolder, 'docs', 'reference', 'pulumi-schema.json'), 'utf8')) as Schema;
      const given = JSON.parse(output.slice(output.indexOf('{'))) as Schema;
      expect(given.name).toBe('alloydb-gke');
      expect(Object.keys(given.resources).sort()).toEqual(Object.keys(documented.resources).sort());
      writeFileSync(
        join(stack.folder, 'Pulumi.yaml'),
        `name: shop\nruntime: nodejs\nplugins:\n  providers:\n    - name: alloydb-gke\n      path: ${plugin}\n`,
      );
      const up = await stack.up(async () => {
        const args = { namespace: 'shop', auth: 'iam', workloadPool: 'my-project.svc.id.goog' };
        new Remote('alloydb-gke:index:WorkloadIdentity', 'orders', args);
      });
      expect(up.errors).toEqual([]);
      const made = up.steps.map(({ type, name }) => `${type} ${name}`);
      expect(made).toContain('alloydb-gke:index:WorkloadIdentity orders');
      expect(made).toContain('gcp:serviceaccount/account:Account orders-account');
      expect(made).toContain('kubernetes:core/v1:ServiceAccount orders-service-account');
    } finally {
      stack.close();
    }
  });
});

interface Schema {
  readonly name: string;
  readonly resources: Readonly<Record<string, unknown>>;
}

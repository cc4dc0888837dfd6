import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { EngineStack } from '../support/pulumi-engine/engine-stack';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { exampleFolder } from './support/example-program';
import { existingCluster } from './support/existing-cluster';

/** What a README has as text that its reader replaces, or is asked for. */
const asked: Readonly<Record<string, string>> = { administratorPassword: 'correct-horse' };

/** The example as somebody has it who copied its folder. */
function copied({ folder }: EngineStack, name: string): string {
  const source = exampleFolder(name);
  const copy = join(folder, name);
  cpSync(source, copy, { recursive: true, filter: (file) => !['node_modules', 'dist'].includes(basename(file)) });
  symlinkSync(join(source, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** The lines of a README that set the configuration in any case, as arguments of `pulumi`. */
function configLines(name: string): readonly (readonly string[])[] {
  const readme = readFileSync(join(exampleFolder(name), 'README.md'), 'utf8');
  const [setup = ''] = readme.split('\npulumi up\n');
  const lines = setup.split('\n').filter((line) => line.startsWith('pulumi config set') && !line.includes('#'));
  return lines.map((line) => {
    const words = line.trim().split(/\s+/).slice(1);
    const value = asked[words.at(-1) ?? ''];
    return value === undefined ? words : [...words, value];
  });
}

describe.skipIf(isEngineMissing)('an example, by the commands of its README', () => {
  it.for(['pulumi-stack', 'pulumi-existing', 'pulumi-to-cdk8s'])('%s is made, and has nothing to change', async (name, { stack }) => {
    stack.cloud.project = 'my-project';
    const folder = copied(stack, name);
    const run = async (...args: readonly string[]): Promise<string> => {
      const { exitCode, output } = await stack.command([...args, '--cwd', folder]);
      expect(exitCode, output).toBe(0);
      return output;
    };
    if (name === 'pulumi-existing') {
      stack.cloud.programFolder = folder;
      for (const object of existingCluster(stack, 'shop')) stack.cloud.put(object);
    }
    await run('stack', 'init', 'mine');
    const lines = configLines(name);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) await run(...line);
    await run('up', '--yes', '--skip-preview');
    expect(await run('preview', '--expect-no-changes')).toContain('unchanged');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { packageFolders, packageManifest } from '../support/repository/package-manifest';
import { repositoryFiles } from '../support/repository/repository-files';
import { importArrows } from './architecture-page';
import { sourceImports } from './source-imports';

const scope = '@alloydb-gke/';
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(repositoryFolder, ...path), 'utf8'));
const references = (...path: string[]): readonly string[] =>
  ((readJson(...path) as { references?: { path: string }[] }).references ?? []).map((reference) => reference.path);

describe.each(packageFolders())('the manifest of %s', (folder) => {
  const manifest = packageManifest(folder);
  const arrows = importArrows.get(folder) ?? [];

  it('depends on the packages of its arrows', () => {
    const ours = { ...manifest.dependencies, ...manifest.peerDependencies };
    expect(Object.keys(ours).filter((name) => name.startsWith(scope))).toEqual(arrows.map((name) => `${scope}${name}`));
  });

  it('is built after the packages of its arrows', () => {
    expect(references(folder, 'tsconfig.json')).toEqual(arrows.map((name) => `../${name}`));
  });

  it('is a CommonJS package with its types, usable from Node 20.19 on', () => {
    expect(manifest).toMatchObject({
      name: folder.replace('packages/', scope),
      license: 'Apache-2.0',
      type: 'commonjs',
      main: './dist/index.js',
      types: './dist/index.d.ts',
      sideEffects: false,
      repository: { type: 'git', directory: folder },
      engines: { node: '>=20.19' },
    });
  });

  it('has types for old resolution at each entry besides the first', () => {
    // The plugin is for the engine, which knows no types.
    const entries = Object.keys(manifest.exports ?? {}).filter((entry) => !['.', './plugin'].includes(entry) && !entry.endsWith('.json'));
    const typed = Object.keys(manifest.typesVersions?.['*'] ?? {}).map((entry) => `./${entry}`);
    expect(typed.sort()).toEqual(entries.sort());
  });
});

describe('the plugin in packages/pulumi', () => {
  const plugin = 'packages/pulumi/plugin';

  it('asks for the versions that the package asks for, and for a compiler: the engine installs it by itself', () => {
    const { dependencies, private: isPrivate } = packageManifest(plugin);
    const { name, peerDependencies } = packageManifest('packages/pulumi');
    expect(dependencies).toEqual({ [name]: '*', ...peerDependencies, typescript: expect.any(String) });
    expect(isPrivate).toBe(true);
  });

  it('is published, and has nothing in it but the package and what the engine needs', () => {
    expect(packageManifest('packages/pulumi').files).toContain('plugin');
    expect(repositoryFiles(plugin).map((file) => file.replace(`${plugin}/`, ''))).toEqual([
      'PulumiPlugin.yaml',
      'index.js',
      'index.ts',
      'package.json',
      'tsconfig.json',
    ]);
    const imported = new Set(sourceImports(plugin).map(({ specifier }) => specifier));
    expect([...imported].sort()).toEqual([
      '../src',
      '@alloydb-gke/pulumi',
      '@alloydb-gke/pulumi/package.json',
      '@pulumi/pulumi',
      '@pulumi/pulumi/provider/experimental',
      'node:path',
    ]);
  });
});

describe('the workspace', () => {
  const packagesInOrder = references('tsconfig.json').filter((path) => path.startsWith('packages/'));

  it('builds and checks every package, in an order in which arrows point back', () => {
    expect([...packagesInOrder].sort()).toEqual(packageFolders());
    for (const [index, folder] of packagesInOrder.entries()) {
      const before = packagesInOrder.slice(0, index);
      expect(before).toEqual(expect.arrayContaining((importArrows.get(folder) ?? []).map((name) => `packages/${name}`)));
    }
    expect(packageManifest('.').scripts?.['build']).toMatch(new RegExp(` tsc -b ${packagesInOrder.join(' ')}$`));
  });

  it('gives core no runtime dependency', () => {
    const { dependencies, peerDependencies, optionalDependencies } = packageManifest('packages/core');
    expect({ ...dependencies, ...peerDependencies, ...optionalDependencies }).toEqual({});
  });
});

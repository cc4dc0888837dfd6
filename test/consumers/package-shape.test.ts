import { readFileSync } from 'node:fs';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, it } from 'vitest';
import { packageFolders, packageManifest } from '../support/repository/package-manifest';
import type { PackedPackage } from './packed-packages';

const packageOf = (folder: string): PackedPackage => {
  const { name } = packageManifest(folder);
  const found = inject('packed').packages.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} was not packed.`);
  return found;
};

describe.each(packageFolders())('the tarball of %s', (folder) => {
  it('is one that every resolver understands', async () => {
    const tarball = new Uint8Array(readFileSync(packageOf(folder).tarball)).buffer;
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('holds its licence, its readme and its types, and neither tests nor leftovers of the build', () => {
    const { files } = packageOf(folder);
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']),
    );
    expect(files.filter((file) => /\.(test|fixture)\.|tsbuildinfo|^tsconfig/.test(file))).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { runProgram } from '../../tools/workspace/run-program.mjs';
import { markdownTable } from '../support/repository/markdown-table';
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

it('each program with code of others inside hands on their licences, and docs/dependencies.md says why it is there', async () => {
  const { tarball, files } = packageOf('packages/rehearsal');
  const read = async (file: string): Promise<string> => (await runProgram('tar', ['-xzOf', tarball, `package/${file}`])).output;
  const notices = await read('dist/THIRD-PARTY-NOTICES.txt');
  const rows = markdownTable(readFileSync(join(repositoryFolder, 'docs', 'dependencies.md'), 'utf8'), 'Inside our own files');
  for (const file of files.filter((one) => one.endsWith('.js'))) {
    // esbuild names every file that it takes.
    const inside = [...(await read(file)).matchAll(/^\/\/ .*node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\/[^\n]+$/gm)].map(
      ([, name = '']) => name,
    );
    for (const name of inside) expect(notices).toMatch(new RegExp(`^${name} \\d\\S+ \\([\\w.-]+\\)\\n-+\\n\\n.`, 'm'));
    const [, row] = rows.find(([path]) => path === `rehearsal/${file}`) ?? [];
    expect(row === undefined ? inside : inside.includes(row), file).toEqual(row === undefined ? [] : true);
  }
  expect(rows).toHaveLength(2);
});

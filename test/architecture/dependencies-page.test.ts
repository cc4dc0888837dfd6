import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { markdownTable } from '../support/repository/markdown-table';
import { packageFolders, packageManifest } from '../support/repository/package-manifest';

const page = readFileSync(join(repositoryFolder, 'docs', 'dependencies.md'), 'utf8');
const rows = markdownTable(page, 'Dependencies');

const declared = packageFolders().flatMap((folder) => {
  const { dependencies, optionalDependencies, peerDependencies } = packageManifest(folder);
  const of = (kind: string, names: Readonly<Record<string, string>> = {}): readonly string[] =>
    Object.keys(names)
      .filter((name) => !name.startsWith('@alloydb-gke/'))
      .map((name) => `${folder.replace('packages/', '')} ${name} ${kind}`);
  return [...of('runtime', { ...dependencies, ...optionalDependencies }), ...of('peer', peerDependencies)];
});

describe('docs/dependencies.md', () => {
  it('has a row for each dependency and peer of a package, and no other', () => {
    expect(rows.map(([folder, name, kind]) => `${folder} ${name} ${kind}`).sort()).toEqual([...declared].sort());
  });

  it('gives each a reason, a licence and a size', () => {
    const inside = markdownTable(page, 'Inside our own files').map(([file = '', name = '', ...rest]) => [file, name, '', ...rest]);
    for (const [, name, , why = '', licence = '', size = ''] of [...rows, ...inside]) {
      expect(why.split(' ').length, `the reason for ${name}`).toBeGreaterThan(5);
      expect(licence).toMatch(/^(Apache-2\.0|MIT|ISC|BSD-[23]-Clause)$/);
      expect(size).toMatch(/^\d+(\.\d+)? [kM]B$/);
    }
  });
});

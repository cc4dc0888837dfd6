import { describe, expect, it } from 'vitest';
import { packageFolders, packageManifest } from '../support/repository/package-manifest';
import { repositoryFiles } from '../support/repository/repository-files';
import { coreFolders, importArrows } from './architecture-page';
import { isTest, type SourceImport, sourceImports } from './source-imports';

const scope = '@alloydb-gke/';
const readsSources = new Set(['test', 'tools', 'bench']);

const packageOf = (specifier: string): string | undefined =>
  specifier.startsWith(scope) ? specifier.slice(scope.length).split('/')[0] : undefined;
/** Whether a specifier with a path is an entry that its package publishes. */
const isEntry = (specifier: string): boolean => {
  const [, name = '', ...path] = specifier.split('/');
  return `./${path.join('/')}` in (packageManifest(`packages/${name}`).exports ?? {});
};
const line = ({ file, specifier }: SourceImport): string => `${file} imports ${specifier}`;

describe('the table of arrows in docs/architecture.md', () => {
  it('has a row for every package', () => {
    expect([...importArrows.keys()].filter((importer) => importer.startsWith('packages/')).sort()).toEqual(packageFolders());
  });

  it('has no cycle', () => {
    const order: string[] = [];
    const visit = (name: string, above: readonly string[]): void => {
      if (above.includes(name)) throw new Error(`The arrows go round: ${[...above, name].join(' → ')}`);
      for (const next of importArrows.get(`packages/${name}`) ?? []) visit(next, [...above, name]);
      order.push(name);
    };
    for (const folder of packageFolders()) visit(folder.replace('packages/', ''), []);
    expect(order.length).toBeGreaterThan(0);
  });
});

describe.each([...importArrows])('the sources of %s', (importer, allowed) => {
  const imports = sourceImports(importer);

  it(`import no other package of ours than: ${allowed.join(', ') || 'none'}`, () => {
    const wrong = imports.filter(({ specifier, file }) => {
      const name = packageOf(specifier);
      // A package's own test may use the package by its name, and its plugin has to: it may lie in a folder of its own.
      const isBeside = isTest(file) || file.includes('/plugin/');
      return name !== undefined && !allowed.includes(name) && !(isBeside && importer === `packages/${name}`);
    });
    expect(wrong.map(line)).toEqual([]);
  });

  it('import a package by its name alone, or an entry that it publishes', () => {
    const deep = imports.filter(({ specifier }) => specifier.startsWith(scope) && specifier.split('/').length > 2 && !isEntry(specifier));
    expect(deep.map(line)).toEqual([]);
  });

  if (!readsSources.has(importer)) {
    it('reach no file outside of their own folder', () => {
      const own = (file: string): string => (importer === 'examples' ? file.split('/').slice(0, 2).join('/') : importer);
      const outside = imports.filter(({ file, target }) => target !== undefined && !`${target}/`.startsWith(`${own(file)}/`));
      expect(outside.map(line)).toEqual([]);
    });
  }
});

describe('the folders of core', () => {
  const folderOf = (path: string): string | undefined => /^packages\/core\/src\/([^/]+)\//.exec(path)?.[1];

  it('are those of the table', () => {
    const present = new Set(repositoryFiles('packages/core/src').map(folderOf));
    expect([...coreFolders].sort()).toEqual([...present].filter((folder) => folder !== undefined).sort());
  });

  it('import only from folders above them in the table', () => {
    const backwards = sourceImports('packages/core/src').filter(({ file, target = '' }) => {
      const [from, to] = [folderOf(file), folderOf(`${target}/`)];
      if (from === undefined || to === undefined || isTest(file)) return false;
      return coreFolders.indexOf(to) > coreFolders.indexOf(from);
    });
    expect(backwards.map(line)).toEqual([]);
  });

  it('do not import the index', () => {
    const throughIndex = sourceImports('packages').filter(
      ({ target, file }) => target !== undefined && /\/src(\/index)?$/.test(target) && !isTest(file) && !file.includes('/plugin/'),
    );
    expect(throughIndex.map(line)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { markdownTable } from '../support/repository/markdown-table';

const page = readFileSync(join(repositoryFolder, 'docs', 'architecture.md'), 'utf8');

/** From the page: who may import which of our packages, as in `packages/cdk8s` → `core`. */
export const importArrows: ReadonlyMap<string, readonly string[]> = new Map(
  markdownTable(page, 'Who imports whom').map(([importer = '', imports = '']) => [
    importer,
    imports
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  ]),
);

/** From the page: core's folders, each of which may import those before it. */
export const coreFolders: readonly string[] = markdownTable(page, 'The folders of core').map(([folder = '']) => folder);

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';

/** Folders that a build or an install makes; everything else belongs to the repository, also what the examples write. */
const made = /(^|\/)(node_modules|\.git|coverage)$|^packages\/[^/]+\/dist$/;

/** The repository's files below a folder, as paths from its root with forward slashes, sorted. */
export function repositoryFiles(folder = ''): readonly string[] {
  return readdirSync(join(repositoryFolder, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (made.test(path)) return [];
      return entry.isDirectory() ? repositoryFiles(path) : [path];
    })
    .sort();
}

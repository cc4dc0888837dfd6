import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';

/** Folders that a build or an install makes; everything else belongs to the repository. */
const made = new Set(['node_modules', 'dist', '.git', 'coverage']);

/** The repository's files below a folder, as paths from its root with forward slashes, sorted. */
export function repositoryFiles(folder = ''): readonly string[] {
  return readdirSync(join(repositoryFolder, folder), { withFileTypes: true })
    .filter((entry) => !made.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? repositoryFiles(path) : [path];
    })
    .sort();
}

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to read. */
export interface ManifestFile {
  readonly path: string;
  /** Whether it was found in a folder, and not named. */
  readonly isFound: boolean;
}

/** What a path stands for: the file itself, or all files of manifests in the folder and those below it, in order of their names. */
export async function findManifestFiles(path: string): Promise<readonly ManifestFile[]> {
  if (!(await stat(path)).isDirectory()) return [{ path, isFound: false }];
  return (await inFolder(path)).map((found) => ({ path: found, isFound: true }));
}

async function inFolder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sorted = entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  const found = sorted.map(async (entry): Promise<readonly string[]> => {
    const path = join(folder, entry.name);
    // A file of a ConfigMap that is mounted is a link, into a folder that starts with a dot.
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await stat(path)).isDirectory());
    if (isFolder) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : inFolder(path);
    return isManifestName(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** A kustomization and a chart's own files say how manifests are made. */
function isManifestName(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) && !/^(kustomization\.ya?ml|Chart\.yaml|package(-lock)?\.json|tsconfig\.json)$/.test(name);
}

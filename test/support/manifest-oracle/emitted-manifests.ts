import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import type { Manifest } from './right-manifests';

export interface ManifestFile {
  /** Its path in the repository. */
  readonly file: string;
  readonly objects: readonly Manifest[];
}

const examples = join(repositoryFolder, 'examples');

/** The examples of the repository that write manifests, by the names of their folders. */
export function exampleNames(): readonly string[] {
  return readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(examples, entry.name, 'package.json')))
    .map((entry) => entry.name);
}

/** Every manifest that an example has written: every YAML file below `examples/NAME/dist`. */
export function manifestFilesOf(example: string): readonly ManifestFile[] {
  const folder = join(examples, example, 'dist');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => readManifestFile(join(folder, path)));
}

export function readManifestFile(path: string): ManifestFile {
  const documents = parseAllDocuments(readFileSync(path, 'utf8'));
  const objects = documents.map((document) => JSON.parse(JSON.stringify(document.toJS())) as Manifest | null);
  return { file: relative(repositoryFolder, path), objects: objects.filter((object) => object !== null) };
}

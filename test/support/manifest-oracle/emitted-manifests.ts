import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import type { Manifest } from './right-manifests';

export interface ManifestFile {
  /** Its path in the repository, or where it would be. */
  readonly file: string;
  readonly objects: readonly Manifest[];
}

const examples = join(repositoryFolder, 'examples');

/** The examples of the repository that write manifests, by the names of their folders. */
export function exampleNames(): readonly string[] {
  return readdirSync(examples).filter((name) => existsSync(join(examples, name, 'cdk8s.yaml')));
}

/** Every manifest of every example: what is kept in its `dist`, else what its program writes. */
export async function emittedManifests(): Promise<readonly ManifestFile[]> {
  const files: ManifestFile[] = [];
  for (const example of exampleNames()) {
    const kept = join(examples, example, 'dist');
    files.push(...(existsSync(kept) ? manifestsIn(kept, example) : await synthesised(example)));
  }
  return files;
}

async function synthesised(example: string): Promise<readonly ManifestFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'synthesis-'));
  const earlier = process.env['CDK8S_OUTDIR'];
  process.env['CDK8S_OUTDIR'] = folder; // cdk8s reads it where a program names no folder itself
  try {
    await import(/* @vite-ignore */ join(examples, example, 'main.ts'));
    return manifestsIn(folder, example);
  } finally {
    if (earlier === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = earlier;
    rmSync(folder, { recursive: true });
  }
}

function manifestsIn(folder: string, example: string): readonly ManifestFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => ({ file: join('examples', example, 'dist', path), objects: objectsIn(join(folder, path)) }));
}

function objectsIn(path: string): readonly Manifest[] {
  const documents = parseAllDocuments(readFileSync(path, 'utf8'));
  return documents.map((document) => JSON.parse(JSON.stringify(document.toJS())) as Manifest | null).filter((object) => object !== null);
}

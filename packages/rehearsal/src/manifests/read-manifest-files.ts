import { readFile } from 'node:fs/promises';
import type { Problem } from '@alloydb-gke/core';
import { problem } from '../rehearsal-codes';
import { collectManifests, type FoundValue } from './collect-manifests';
import { findManifestFiles, type ManifestFile } from './find-manifest-files';
import type { ManifestSet, ReadOptions } from './manifest-set';
import { type ReadYaml, readYaml } from './read-yaml';

/** How files of manifests are read. */
export interface ReadFilesOptions extends ReadOptions {
  /**
   * What `-` stands for.
   * @default - the standard input of this process
   */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
}

/**
 * Reads manifests: files of YAML or JSON, folders (with everything below them that ends in .yaml, .yml or .json), `-` for
 * standard input.
 *
 * @throws RehearsalError with every file, place and object that is wrong, all at once
 */
export async function readManifestFiles(paths: readonly string[], options: ReadFilesOptions = {}): Promise<ManifestSet> {
  const problems: Problem[] = paths.length === 0 ? [problem('manifests-not-named', 'manifests', {})] : [];
  const found: FoundValue[] = [];
  for (const path of [...new Set(paths)]) {
    const read = await readPath(path, options.stdin ?? process.stdin);
    found.push(...read.found);
    problems.push(...read.problems);
    const isEmpty = read.problems.length === 0 && read.found.every(({ value }) => value === null || value === undefined);
    if (isEmpty) problems.push(problem('no-manifests', nameOf(path), {}));
  }
  const set = collectManifests(found, options, problems);
  if (set.objects.length > 0) return set;
  return collectManifests([], options, [problem('no-manifests', paths.map(nameOf).join(', '), {})]);
}

function nameOf(path: string): string {
  return path === '-' ? 'standard input' : path;
}

async function readPath(path: string, stdin: AsyncIterable<Uint8Array | string>): Promise<ReadYaml> {
  try {
    if (path === '-') return await readYaml(await textOf(stdin), 'standard input');
    const files = await findManifestFiles(path);
    const read = await Promise.all(files.map(readOne));
    return { found: read.flatMap(({ found }) => found), problems: read.flatMap(({ problems }) => problems) };
  } catch (error) {
    return { found: [], problems: [notReadable(nameOf(path), error)] };
  }
}

async function readOne({ path, isFound }: ManifestFile): Promise<ReadYaml> {
  try {
    const { found, problems } = await readYaml(await readFile(path, 'utf8'), path);
    return { found: isFound ? found.map((one) => ({ ...one, mayBeAnythingElse: true })) : found, problems };
  } catch (error) {
    return { found: [], problems: [notReadable(path, error)] };
  }
}

function notReadable(path: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? message : message.replace(/^[A-Z0-9]+: /, '').replace(/, \w+( '.*')?$/s, '');
  return problem('manifest-file-not-readable', path, { reason: reason.replace(/\.$/, '') });
}

async function textOf(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isJsonObject, type Problem } from '@alloydb-gke/core';
import { problem } from '../rehearsal-codes';
import { throwIfAny } from '../rehearsal-error';
import type { PulumiPlan, PulumiResource } from './pulumi-resource';
import { readExport } from './read-export';
import { readPreview } from './read-preview';

/**
 * Reads what `pulumi preview --json` and `pulumi stack export` write: which of the two a file holds is seen from it. No value of a
 * file is quoted in an error.
 *
 * @throws RehearsalError with everything that is wrong with the files, all at once
 */
export async function readPulumiFiles(paths: readonly string[]): Promise<PulumiPlan> {
  const problems: Problem[] = [];
  const resources: PulumiResource[] = [];
  for (const path of paths) resources.push(...(await readOne(path, problems)));
  throwIfAny(problems);
  return { resources, source: paths.map((path) => basename(path)).join(', ') };
}

async function readOne(path: string, problems: Problem[]): Promise<readonly PulumiResource[]> {
  const document = await readJson(path, problems);
  if (document === undefined) return [];
  if (isJsonObject(document)) {
    if (isJsonObject(document['deployment'])) return readExport(document, path, problems);
    if ('steps' in document || 'changeSummary' in document || 'diagnostics' in document) return readPreview(document, path, problems);
  }
  problems.push(problem('pulumi-file-unknown', path, {}));
  return [];
}

async function readJson(path: string, problems: Problem[]): Promise<unknown> {
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as Error).message.replace(/^[A-Z0-9]+: /, '').replace(/, \w+( '.*')?$/s, '');
    problems.push(problem('pulumi-file-not-readable', path, { reason }));
    return undefined;
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    problems.push(problem('pulumi-file-not-json', path, {}));
    return undefined;
  }
}

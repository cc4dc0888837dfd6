import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from './folders.mjs';

/**
 * The fields of the root package.json that the two commands read.
 *
 * @typedef {{ packageManager: string, engines: { node: string }, scripts: Record<string, string> }} RootManifest
 */

/** @returns {RootManifest} */
export function rootManifest() {
  return JSON.parse(readFileSync(join(repositoryFolder, 'package.json'), 'utf8'));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withIncludedBlocks } from '../documents/included-block';
import { readIncluded } from '../documents/read-included';
import { repositoryFolder } from '../workspace/folders.mjs';

export const path = 'docs/guides/connector-drivers.md';

/** The guide with the lines of each driver as their tests run them. The rest is written by hand. */
export function content(): string {
  return withIncludedBlocks(readFileSync(join(repositoryFolder, path), 'utf8'), readIncluded);
}

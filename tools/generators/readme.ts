import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withIncludedBlocks } from '../documents/included-block';
import { repositoryFolder } from '../workspace/folders.mjs';

export const path = 'README.md';

const read = (file: string): string => readFileSync(join(repositoryFolder, file), 'utf8');

/** The README with the code and the output of the smallest example as they are. The rest is written by hand. */
export function content(): string {
  return withIncludedBlocks(read(path), read);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../examples/article/differences-table';
import { withDifferenceLists } from '../documents/difference-list';
import { withIncludedBlocks } from '../documents/included-block';
import { readIncluded } from '../documents/read-included';
import { repositoryFolder } from '../workspace/folders.mjs';

export const path = 'docs/article.md';

/** The page with the code of the example and the table of differences as they are. The rest is written by hand. */
export function content(): string {
  const page = readFileSync(join(repositoryFolder, path), 'utf8');
  return withDifferenceLists(withIncludedBlocks(page, readIncluded), differences);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';

/** A piece of code in a page. */
export interface CodeBlock {
  readonly page: string;
  readonly line: number;
  readonly code: string;
}

/** Every piece of code of a language that is not included from an example: those are checked with the example. */
export function codeBlocks(language: 'ts' | 'json'): readonly CodeBlock[] {
  const block = new RegExp(`(?<!-->\\n)\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g');
  const pages = repositoryFiles().filter((file) => /^(README|docs\/.*|packages\/[^/]+\/README)\.md$/.test(file));
  return pages.flatMap((page) => {
    const text = readFileSync(join(repositoryFolder, page), 'utf8');
    return [...text.matchAll(block)].map(({ index, 1: code = '' }) => ({
      page,
      line: text.slice(0, index).split('\n').length,
      code,
    }));
  });
}

/** A whole program for Pulumi, with its imports. */
export const isPulumiProgram = ({ code }: CodeBlock): boolean => code.includes("from '@alloydb-gke/pulumi'");

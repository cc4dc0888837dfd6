import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { includedBlocks } from '../../tools/documents/included-block';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';

const read = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');
const readme = read('README.md');
const prose = readme.replace(/```[\s\S]*?```/g, '');

describe('the README', () => {
  it('has at most 500 words besides code', () => {
    expect(prose.split(/\s+/).filter((word) => /\w/.test(word)).length).toBeLessThanOrEqual(500);
  });

  it('shows the smallest example and its whole output as they are', () => {
    const blocks = includedBlocks(readme);
    expect(blocks.map(({ path }) => path)).toEqual(['examples/smallest/main.ts', 'examples/smallest/dist/shop.k8s.yaml']);
    for (const { path, text } of blocks) expect(text).toBe(read(path));
  });

  it('links to files that exist', () => {
    const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link).filter((link) => !link.startsWith('https://'));
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(existsSync(join(repositoryFolder, link)), link).toBe(true);
  });
});

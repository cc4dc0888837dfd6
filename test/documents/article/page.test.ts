import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sections } from '../../../examples/article/difference';
import { differences } from '../../../examples/article/differences-table';
import { content, path } from '../../../tools/generators/article';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';

const page = readFileSync(join(repositoryFolder, path), 'utf8');

describe('docs/article.md', () => {
  it('shows the code and the table of differences as they are', () => {
    expect(page).toBe(content());
  });

  it('shows every difference once, the 27 by their number', () => {
    const headings = [...page.matchAll(/^#### (.+)$/gm)].map(([, heading]) => heading);
    const expected = differences.map(({ number, title }) => (number === undefined ? title : `${number}. ${title}`));
    expect([...headings].sort()).toEqual([...expected].sort());
  });

  it('goes through the article in its order', () => {
    const places = sections.map((section) => page.indexOf(`\n## ${section}\n`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });
});

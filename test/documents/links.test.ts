import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';

const pages = repositoryFiles().filter((file) => file.endsWith('.md') && !file.startsWith('.changeset/'));
const read = (file: string): string => readFileSync(join(repositoryFolder, file), 'utf8');
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, 'code');

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsOf = (file: string): readonly string[] =>
  [
    ...read(file)
      .replace(/```[\s\S]*?```/g, '')
      .matchAll(/^#+ (.+)$/gm),
  ].map(([, heading = '']) => anchorOf(heading));

/** The links of a page to other files of the repository, and to places in them. */
const linksOf = (page: string): readonly string[] =>
  [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(repositoryFolder, file))) return true;
  return anchor !== undefined && !anchorsOf(file).includes(anchor);
}

it.each(pages)('every link of %s leads to a file of the repository, and to a heading in it', (page) => {
  expect(linksOf(page).filter((link) => isBroken(page, link))).toEqual([]);
});

it('a broken link is found', () => {
  expect(isBroken('README.md', 'docs/nowhere.md')).toBe(true);
  expect(isBroken('README.md', 'docs/article.md#nowhere')).toBe(true);
  expect(isBroken('README.md', 'docs/article.md#who-is-the-pod')).toBe(false);
});

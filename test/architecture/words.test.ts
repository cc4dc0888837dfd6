import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';
import { forbiddenWords } from './forbidden-words-table';

const prose = repositoryFiles().filter((file) => /^((packages|docs|examples)\/.*|README|CONTRIBUTING)\.(md|ts|mjs)$/.test(file));

function wrongWords(text: string): readonly string[] {
  const withoutLinks = text.replace(/https?:\/\/\S+/g, '');
  return forbiddenWords.flatMap(({ pattern, say }) => {
    const found = pattern.exec(withoutLinks);
    return found === null ? [] : [`"${found[0]}": say ${say}`];
  });
}

it('one notion has one name, in code and in prose', () => {
  const found = prose.flatMap((file) => {
    const lines = readFileSync(join(repositoryFolder, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => wrongWords(line).map((wrong) => `${file}:${index + 1}: ${wrong}`));
  });
  expect(found).toEqual([]);
});

it('a wrong word is found, and a link to a page that has it is not', () => {
  expect(wrongWords('starts the cloud proxy')).toEqual(['"cloud proxy": say Auth Proxy']);
  expect(wrongWords('see https://example.com/blob/master/index.js')).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { flagRows } from '../../packages/core/src/proxy-flags/flag-table';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';

// Every program has these two; our own command as well.
const everybodys = ['help', 'version'];
const names = new Set(flagRows.filter(({ name }) => !everybodys.includes(name)).map(({ name }) => `--${name}`));
const sources = repositoryFiles('packages').filter(
  (file) => /\/src\/.*\.ts$/.test(file) && !file.startsWith('packages/core/') && !file.endsWith('.test.ts'),
);

it('no package but core writes the name of a proxy flag', () => {
  const found = sources.flatMap((file) => {
    const text = readFileSync(join(repositoryFolder, file), 'utf8');
    return (text.match(/(?<![\w-])--[a-z][a-z-]+/g) ?? []).filter((word) => names.has(word)).map((word) => `${file}: ${word}`);
  });
  expect(found).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';

// They make a folder for temporary files each time and leave it there. `new App()` makes none before synth().
const leaving = /\bTesting\.(app|chart)\(/;

it('no file makes an app of cdk8s that leaves a temporary folder behind', () => {
  const wrong = repositoryFiles().filter(
    (file) => file.endsWith('.ts') && leaving.test(readFileSync(join(repositoryFolder, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});

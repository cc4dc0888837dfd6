import { expect, it } from 'vitest';
import { repositoryFiles } from '../support/repository/repository-files';

const drawers = ['util', 'utils', 'helper', 'helpers', 'common', 'type', 'types', 'constant', 'constants', 'misc', 'shared'];

it('no file or folder is called after a drawer', () => {
  const wrong = repositoryFiles().filter((path) =>
    path.split('/').some((part) => drawers.includes(part.split('.')[0]?.toLowerCase() ?? '')),
  );
  expect(wrong).toEqual([]);
});

it('tests end in .test.ts', () => {
  expect(repositoryFiles().filter((path) => /\.spec\.[jt]s$/.test(path))).toEqual([]);
});

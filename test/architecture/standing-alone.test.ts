import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';

// In pieces, so that this file does not find itself.
const hosts = [
  ['registry', 'npmjs'],
  ['registry', 'yarnpkg'],
  ['proxy', 'golang'],
  ['sum', 'golang'],
  ['deb', 'debian'],
  ['files', 'pythonhosted'],
];
const paths = [
  ['', 'root', ''],
  ['', 'work', 'main'],
  ['', 'work', 'shared'],
  ['', 'Users', ''],
  ['..', 'shared', ''],
];

const texts = repositoryFiles().map((file) => ({ file, text: readFileSync(join(repositoryFolder, file), 'utf8') }));
const filesWith = (needle: string): readonly string[] => texts.filter(({ text }) => text.includes(needle)).map(({ file }) => file);

it.each(hosts.map((parts) => parts.join('.')))('no file names the registry host %s', (host) => {
  expect(filesWith(host)).toEqual([]);
});

it.each(paths.map((parts) => parts.join('/')))('no file names a path of one machine: %s', (path) => {
  expect(filesWith(path)).toEqual([]);
});

it('the lockfile says nothing of where packages come from', () => {
  expect(readFileSync(join(repositoryFolder, 'pnpm-lock.yaml'), 'utf8')).not.toMatch(/https?:\/\//);
});

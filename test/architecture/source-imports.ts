import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';

/** One import of one source file. */
export interface SourceImport {
  /** The importing file, from the root of the repository. */
  readonly file: string;
  /** As written. */
  readonly specifier: string;
  /** What a relative specifier points to, from the root of the repository and without an extension. */
  readonly target: string | undefined;
}

const source = /\.(ts|mts|cts|js|mjs|cjs)$/;

/** Every import, re-export, `require` and dynamic import of the sources below a folder. */
export function sourceImports(folder: string): readonly SourceImport[] {
  return repositoryFiles(folder)
    .filter((file) => source.test(file))
    .flatMap(importsOf);
}

function importsOf(file: string): readonly SourceImport[] {
  const text = readFileSync(join(repositoryFolder, file), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName: specifier }) => ({
    file,
    specifier,
    target: specifier.startsWith('.') ? posix.join(dirname(file), specifier).replace(source, '') : undefined,
  }));
}

/** Whether a file is there for tests: a test, or a fixture beside one. Neither is published. */
export function isTest(file: string): boolean {
  return /\.(test|fixture)\.ts$/.test(file);
}

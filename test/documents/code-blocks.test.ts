import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';

/** What the pieces of code in guides take for granted. */
const prelude = `
import { readFileSync, writeFileSync } from 'node:fs';
import * as core from '@alloydb-gke/core';
import { AlloyDBApplication, AuthProxy, Connection, type OrganisationDefaults, setupScript, WorkloadIdentity } from '@alloydb-gke/cdk8s';
import { ApiObject, App, Chart, Include } from 'cdk8s';
const { defineAuthProxy, injectProxy } = core;
declare const app: App, chart: Chart, included: Include;
declare const deployment: ApiObject, migrationJob: ApiObject;
declare const connection: Connection, reports: Connection;
declare const proxy: AuthProxy, identity: WorkloadIdentity;
`;

interface CodeBlock {
  readonly page: string;
  readonly line: number;
  readonly code: string;
}

/** Every piece of TypeScript that is not included from an example: those are checked with the example. */
function codeBlocks(): readonly CodeBlock[] {
  const pages = repositoryFiles().filter((file) => /^(README|docs\/.*|packages\/[^/]+\/README)\.md$/.test(file));
  return pages.flatMap((page) => {
    const text = readFileSync(join(repositoryFolder, page), 'utf8');
    return [...text.matchAll(/(?<!-->\n)```ts\n([\s\S]*?)```/g)].map(({ index, 1: code = '' }) => ({
      page,
      line: text.slice(0, index).split('\n').length,
      code,
    }));
  });
}

/** What the compiler says of a piece of code, in a block of its own behind the prelude. */
function complaints(blocks: readonly CodeBlock[]): readonly string[] {
  const folder = join(repositoryFolder, 'test', 'documents');
  const sources = new Map(blocks.map(({ code }, index) => [join(folder, `code-block-${index}.ts`), `${prelude}{\n${code}\n}\n`]));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    paths: {
      '@alloydb-gke/core': [join(repositoryFolder, 'packages/core/src/index.ts')],
      '@alloydb-gke/cdk8s': [join(repositoryFolder, 'packages/cdk8s/src/index.ts')],
    },
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  host.getSourceFile = (file, language, ...rest) => {
    const source = sources.get(file);
    return source === undefined ? getSourceFile(file, language, ...rest) : ts.createSourceFile(file, source, language);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].flatMap((file, index) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => `${blocks[index]?.page}:${blocks[index]?.line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  );
}

it('every piece of TypeScript in the guides is accepted by the compiler', { timeout: 120_000 }, () => {
  const blocks = codeBlocks();
  expect(blocks.length).toBeGreaterThan(10);
  expect(complaints(blocks)).toEqual([]);
});

it('an option that does not exist is found', { timeout: 120_000 }, () => {
  const code = "new AuthProxy(chart, 'alloydb', { connection, applicationDrain: 20 });";
  expect(complaints([{ page: 'a-guide.md', line: 3, code }])).toEqual([expect.stringContaining("a-guide.md:3: Object literal may only specify known properties, and 'applicationDrain' does not exist")]);
});

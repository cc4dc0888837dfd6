import { join } from 'node:path';
import ts from 'typescript';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import type { CodeBlock } from './code-blocks';

const packageSource = (name: string): readonly string[] => [join(repositoryFolder, 'packages', name, 'src/index.ts')];

/** What the compiler says of pieces of code, each a file of its own. `fileOf` puts around a piece what it takes for granted. */
export function compilerComplaints(blocks: readonly CodeBlock[], fileOf: (code: string) => string): readonly string[] {
  const folder = join(repositoryFolder, 'test', 'documents');
  const sources = new Map(blocks.map(({ code }, index) => [join(folder, `code-block-${index}.ts`), fileOf(code)]));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    paths: Object.fromEntries(['core', 'cdk8s', 'pulumi'].map((name) => [`@alloydb-gke/${name}`, [...packageSource(name)]])),
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * The declaration of every public name of a package, in the order of the alphabet and without comments. They come from the sources, as
 * the compiler declares them, so that no build is needed.
 */
export function apiReport(folder: string): string {
  const entry = join(folder, 'src', 'index.ts');
  const program = ts.createProgram([entry], { module: ts.ModuleKind.Node20, types: ['node'], skipLibCheck: true, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} exports nothing.`);
  const names = checker.getExportsOfModule(module).map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const words = wordsOf(symbol, checker);
    if (words !== undefined)
      return { name: exported.name, text: `export type ${exported.name} =${words.startsWith('\n') ? '' : ' '}${words};` };
    const files = new Set((symbol.declarations ?? []).map((declaration) => declaration.getSourceFile().fileName));
    return { name: exported.name, text: [...files].flatMap((file) => declarations(file, symbol.name)).join('\n') };
  });
  return names
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ text }) => text)
    .join('\n\n');
}

/** The words of a type that is a choice of words, wherever they are written. */
function wordsOf(symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  if ((symbol.flags & ts.SymbolFlags.TypeAlias) === 0) return undefined;
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  if (!type.isUnion() || !type.types.every((one) => one.isStringLiteral())) return undefined;
  const words = type.types.map((one) => `'${(one as ts.StringLiteralType).value}'`).sort();
  return words.length > 4 ? `\n  | ${words.join('\n  | ')}` : words.join(' | ');
}

const printer = ts.createPrinter({ removeComments: true });

/** What a file declares by a name, as it stands in its `.d.ts`. */
function declarations(file: string, name: string): readonly string[] {
  const { outputText } = ts.transpileDeclaration(readFileSync(file, 'utf8'), { fileName: file, compilerOptions: { removeComments: true } });
  const declared = ts.createSourceFile(`${file}.d.ts`, outputText, ts.ScriptTarget.ES2022, true);
  return declared.statements
    .filter((statement) => namesOf(statement).includes(name))
    .map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, declared));
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
  return 'name' in statement ? [(statement as ts.DeclarationStatement).name?.getText() ?? ''] : [];
}

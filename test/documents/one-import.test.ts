import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { packageFolders } from '../support/repository/package-manifest';

const entryOf = (folder: string): string => join(repositoryFolder, folder, 'src', 'index.ts');
const program = ts.createProgram(packageFolders().map(entryOf), {
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  types: [],
  noEmit: true,
  skipLibCheck: true,
  paths: { '@alloydb-gke/core': [join(repositoryFolder, 'packages/core/src/index.ts')] },
});
const checker = program.getTypeChecker();

const resolved = (symbol: ts.Symbol): ts.Symbol => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);

function exportsOf(file: string): ReadonlyMap<string, ts.Symbol> {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  return new Map((module ? checker.getExportsOfModule(module) : []).map((symbol) => [symbol.name, resolved(symbol)]));
}

/** The types of ours that the public part of a declaration names. */
function typesNamedIn(node: ts.Node): readonly ts.Symbol[] {
  if (ts.isBlock(node) || isHidden(node)) return [];
  const name = ts.isTypeReferenceNode(node) ? node.typeName : ts.isExpressionWithTypeArguments(node) ? node.expression : undefined;
  const symbol = name && checker.getSymbolAtLocation(name);
  const own = symbol && isOurs(resolved(symbol)) ? [resolved(symbol)] : [];
  const initialiser = (ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.initializer;
  const below: ts.Symbol[] = [];
  ts.forEachChild(node, (child) => {
    if (child !== initialiser) below.push(...typesNamedIn(child));
  });
  return [...own, ...below];
}

function isHidden(node: ts.Node): boolean {
  if (!ts.isClassElement(node)) return false;
  if (node.name !== undefined && ts.isPrivateIdentifier(node.name)) return true;
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0;
}

/** A type that a file of a package declares, and that is no parameter of a type. */
function isOurs({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((one) => one.getSourceFile().fileName.includes('/packages/') && !ts.isTypeParameterDeclaration(one));
}

it.each(packageFolders())('every type that the public names of %s take or give can be imported from there too', (folder) => {
  const names = exportsOf(entryOf(folder));
  const exported = new Set(names.values());
  expect(exported.size).toBeGreaterThan(0);
  const missing = [...names].flatMap(([name, { declarations = [] }]) =>
    declarations
      .flatMap(typesNamedIn)
      .filter((type) => !exported.has(type))
      .map((type) => `${name} names ${type.name}`),
  );
  expect([...new Set(missing)]).toEqual([]);
});

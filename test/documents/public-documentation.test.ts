import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { packageFolders } from '../support/repository/package-manifest';

/** What is published of a package: all of it, and the entry for its users' own tests. */
const entries = packageFolders().flatMap((folder) =>
  ['src/index.ts', 'src/testing/index.ts']
    .map((source) => ({ source: `${folder}/${source}`, entry: join(repositoryFolder, folder, source) }))
    .filter(({ entry }) => existsSync(entry)),
);
const program = ts.createProgram(
  entries.map(({ entry }) => entry),
  {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: [],
    noEmit: true,
    skipLibCheck: true,
  },
);
const checker = program.getTypeChecker();

/** An exported name, or a public member of one, as in `AuthProxyOptions.memory`. */
interface PublicName {
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly isOption: boolean;
}

function publicNames(entry: string): readonly PublicName[] {
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) return [];
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return [{ name: exported.name, symbol, isOption: false }, ...members(exported.name, symbol)];
  });
}

function members(owner: string, symbol: ts.Symbol): readonly PublicName[] {
  const declaration = symbol.declarations?.find((one) => ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one));
  if (declaration === undefined) return [];
  return declaration.members.filter(isPublicMember).flatMap((member) => {
    const of = member.name && checker.getSymbolAtLocation(member.name);
    const isOption =
      ts.isPropertySignature(member) && member.questionToken !== undefined && /(Options|Props|Defaults|Args|Reference)$/.test(owner);
    return of === undefined ? [] : [{ name: `${owner}.${of.name}`, symbol: of, isOption }];
  });
}

function isPublicMember(member: ts.ClassElement | ts.TypeElement): boolean {
  if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) return false;
  // `?: never` says that there is no such member.
  if (ts.isPropertySignature(member) && member.type?.kind === ts.SyntaxKind.NeverKeyword) return false;
  return (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0;
}

/** The names of ours that a declaration mentions, without what classes keep to themselves. */
function namedTypes(node: ts.Node): readonly ts.Symbol[] {
  if (ts.isBlock(node) || (ts.isClassElement(node) && !isPublicMember(node))) return [];
  const name = ts.isTypeReferenceNode(node) ? node.typeName : ts.isExpressionWithTypeArguments(node) ? node.expression : undefined;
  const symbol = name && resolved(checker.getSymbolAtLocation(name));
  const isOurs = symbol?.declarations?.some((one) => /\/packages\/[^/]+\/src\//.test(one.getSourceFile().fileName) && !isComputed(one));
  const inside: ts.Symbol[] = [];
  ts.forEachChild(node, (child) => {
    inside.push(...namedTypes(child));
  });
  return symbol && isOurs ? [symbol, ...inside] : inside;
}

/** What is made of other types by its arguments needs no name of its own. */
const isComputed = (node: ts.Node): boolean =>
  ts.isTypeParameterDeclaration(node) || (ts.isTypeAliasDeclaration(node) && node.typeParameters !== undefined);

function resolved(symbol: ts.Symbol | undefined): ts.Symbol | undefined {
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

const documented = ({ symbol }: PublicName): boolean => ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== '';
const hasDefault = ({ symbol }: PublicName): boolean => symbol.getJsDocTags(checker).some(({ name }) => name === 'default');

describe.each(entries)('the public names of $source', ({ entry }) => {
  const names = publicNames(entry);

  it('are found', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  it('all have a doc comment', () => {
    expect(names.filter((name) => !documented(name)).map(({ name }) => name)).toEqual([]);
  });

  it('mention no type that has no public name', () => {
    const known = new Set(entries.flatMap((one) => publicNames(one.entry)).map(({ symbol }) => symbol));
    const mentioned = names.flatMap(({ name, symbol }) =>
      name.includes('.') ? [] : (symbol.declarations ?? []).flatMap(namedTypes).map((type) => ({ name, type })),
    );
    expect(mentioned.filter(({ type }) => !known.has(type)).map(({ name, type }) => `${type.name}, in ${name}`)).toEqual([]);
  });

  it('say what an option is when it is left out', () => {
    expect(names.filter((name) => name.isOption && !hasDefault(name)).map(({ name }) => name)).toEqual([]);
  });
});

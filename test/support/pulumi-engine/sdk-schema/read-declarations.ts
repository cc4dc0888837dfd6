import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { InputProperty, InputShape, ObjectShape, ResourceShape } from './input-shape';

type Objects = ReadonlyMap<string, ts.InterfaceDeclaration>;

/** What a resource takes, from the declarations of its SDK; nothing where the SDK has no such resource. */
export function readDeclarations(sdkFolder: string, type: string): ResourceShape | undefined {
  const file = declarationFile(sdkFolder, type);
  if (file === undefined) return undefined;
  const kind = type.slice(type.lastIndexOf(':') + 1);
  const args = interfacesOf(file).get(`${kind}Args`);
  return args && withObjects(propertiesOf(args), objectsOf(sdkFolder));
}

const parsed = new Map<string, Objects>();
function objectsOf(sdkFolder: string): Objects {
  const file = join(sdkFolder, 'types', 'input.d.ts');
  const known = parsed.get(file) ?? interfacesOf(file);
  parsed.set(file, known);
  return known;
}

/** `gcp:alloydb/cluster:Cluster` is in `alloydb/cluster.d.ts`, `kubernetes:apps/v1:Deployment` in `apps/v1/deployment.d.ts`. */
function declarationFile(sdkFolder: string, type: string): string | undefined {
  const [provider, module = '', kind = ''] = type.split(':');
  const [group = '', version = ''] = module.split('/');
  // The group of Kubernetes' own API has no name in a type.
  const folder =
    provider === 'kubernetes'
      ? join(sdkFolder, version === '' ? 'core' : (group.split('.')[0] ?? ''), version || group)
      : join(sdkFolder, group);
  const wanted = `${kind}.d.ts`.toLowerCase();
  try {
    const found = readdirSync(folder).find((file) => file.toLowerCase() === wanted);
    return found && join(folder, found);
  } catch {
    return undefined;
  }
}

/** Every interface of a file, by its name with those of its namespaces. */
function interfacesOf(file: string): Objects {
  const found = new Map<string, ts.InterfaceDeclaration>();
  const collect = (node: ts.Node, prefix: string): void => {
    if (ts.isInterfaceDeclaration(node)) found.set(prefix + node.name.text, node);
    else if (ts.isModuleDeclaration(node) && node.body) collect(node.body, `${prefix}${node.name.text}.`);
    else if (ts.isSourceFile(node) || ts.isModuleBlock(node)) node.statements.forEach((statement) => collect(statement, prefix));
  };
  collect(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022), '');
  return found;
}

function withObjects(properties: ObjectShape, declared: Objects): ResourceShape {
  const objects: Record<string, ObjectShape> = {};
  const visit = (shape: InputShape): void => {
    if (shape.kind === 'list' || shape.kind === 'map') visit(shape.of);
    else if (shape.kind === 'one-of') shape.shapes.forEach(visit);
    else if (shape.kind === 'object' && !objects[shape.name]) {
      const found = declared.get(shape.name);
      if (!found) throw new Error(`The SDK declares no inputs.${shape.name}.`);
      const own = propertiesOf(found);
      objects[shape.name] = own;
      for (const { shape: inner } of Object.values(own)) visit(inner);
    }
  };
  for (const { shape } of Object.values(properties)) visit(shape);
  return { properties, objects };
}

function propertiesOf(declaration: ts.InterfaceDeclaration): ObjectShape {
  return Object.fromEntries(
    declaration.members.flatMap((member): [string, InputProperty][] => {
      if (!ts.isPropertySignature(member) || !member.type || !(ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))) return [];
      return [[member.name.text, { isRequired: member.questionToken === undefined, shape: shapeOf(member.type) }]];
    }),
  );
}

const keywords: Partial<Record<ts.SyntaxKind, InputShape['kind']>> = {
  [ts.SyntaxKind.StringKeyword]: 'string',
  [ts.SyntaxKind.NumberKeyword]: 'number',
  [ts.SyntaxKind.BooleanKeyword]: 'boolean',
};

function shapeOf(node: ts.TypeNode): InputShape {
  const keyword = keywords[node.kind];
  if (keyword) return { kind: keyword } as InputShape;
  if (ts.isArrayTypeNode(node)) return { kind: 'list', of: shapeOf(node.elementType) };
  if (ts.isParenthesizedTypeNode(node)) return shapeOf(node.type);
  if (ts.isUnionTypeNode(node)) return unionOf(node.types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword));
  if (ts.isLiteralTypeNode(node)) return { kind: 'choice', values: [literalOf(node.literal)] };
  if (ts.isTypeLiteralNode(node)) {
    const [index] = node.members.filter(ts.isIndexSignatureDeclaration);
    return index ? { kind: 'map', of: shapeOf(index.type) } : { kind: 'anything' };
  }
  return ts.isTypeReferenceNode(node) ? referenceOf(node) : { kind: 'anything' };
}

function unionOf(types: readonly ts.TypeNode[]): InputShape {
  const shapes = types.map(shapeOf);
  const [only] = shapes;
  return shapes.length === 1 && only ? only : { kind: 'one-of', shapes };
}

function literalOf(literal: ts.LiteralTypeNode['literal']): string | number | boolean {
  if (ts.isStringLiteral(literal)) return literal.text;
  return ts.isNumericLiteral(literal) ? Number(literal.text) : literal.kind === ts.SyntaxKind.TrueKeyword;
}

function referenceOf({ typeName, typeArguments }: ts.TypeReferenceNode): InputShape {
  const name = nameOf(typeName);
  const [argument] = typeArguments ?? [];
  if (name === 'pulumi.Input' && argument) return shapeOf(argument);
  return name.startsWith('inputs.') ? { kind: 'object', name: name.slice('inputs.'.length) } : { kind: 'anything' };
}

function nameOf(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${nameOf(name.left)}.${name.right.text}`;
}

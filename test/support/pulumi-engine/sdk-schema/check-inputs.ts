import type { InputShape, ObjectShape, ResourceShape } from './input-shape';

/** What the engine sends in place of a value that is not known yet. Source: sdk/nodejs/runtime/rpc.ts of Pulumi. */
export const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** What is wrong with the inputs of a resource, one sentence each. */
export function checkInputs(inputs: Readonly<Record<string, unknown>>, { properties, objects }: ResourceShape): readonly string[] {
  const complaints: string[] = [];

  const checkObject = (value: unknown, path: string, shape: ObjectShape): void => {
    if (!isObject(value)) return complain(path, 'an object', value);
    for (const [name, { isRequired }] of Object.entries(shape)) {
      if (isRequired && value[name] === undefined) complaints.push(`${at(path, name)} is missing`);
    }
    for (const [name, inner] of Object.entries(value)) {
      const property = shape[name];
      if (property) check(inner, at(path, name), property.shape);
      else complaints.push(`${at(path, name)} is no property`);
    }
  };

  const check = (value: unknown, path: string, shape: InputShape): void => {
    if (value === unknownValue || value === null) return;
    switch (shape.kind) {
      case 'anything':
        return;
      case 'choice':
        if (!shape.values.includes(value as string)) complain(path, shape.values.join(' or '), value);
        return;
      case 'one-of':
        if (!shape.shapes.some((one) => isOf(value, one))) complain(path, shape.shapes.map(({ kind }) => kind).join(' or '), value);
        return;
      case 'list':
        if (!Array.isArray(value)) return complain(path, 'a list', value);
        for (const [index, item] of value.entries()) check(item, `${path}[${index}]`, shape.of);
        return;
      case 'map':
        if (!isObject(value)) return complain(path, 'an object', value);
        for (const [key, item] of Object.entries(value)) check(item, at(path, key), shape.of);
        return;
      case 'object':
        return checkObject(value, path, objects[shape.name] ?? {});
      default:
        if (typeof value !== shape.kind) complain(path, `a ${shape.kind}`, value);
    }
  };

  const isOf = (value: unknown, shape: InputShape): boolean => {
    const before = complaints.length;
    check(value, '', shape);
    return complaints.splice(before).length === 0;
  };

  const complain = (path: string, wanted: string, value: unknown): void => {
    complaints.push(`${path} is a ${Array.isArray(value) ? 'list' : typeof value}, and ${wanted} is wanted`);
  };

  checkObject(inputs, '', properties);
  return complaints;
}

function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

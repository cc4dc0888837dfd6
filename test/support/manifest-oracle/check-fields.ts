import { below, type Complain } from './complaint';
import { type ModelField, modelNamed } from './model-catalogue';

/** Complains of each field that the model does not have, each value of another type, and each missing field that it requires. */
export function checkFields(value: unknown, modelName: string, path: string, complain: Complain): void {
  checkValue(value, { type: modelName, format: '' }, path, complain);
}

const scalars: Readonly<Record<string, { readonly fits: (value: unknown) => boolean; readonly says: string }>> = {
  string: { fits: (value) => typeof value === 'string', says: 'a string' },
  number: { fits: (value) => typeof value === 'number', says: 'a number' },
  boolean: { fits: (value) => typeof value === 'boolean', says: 'true or false' },
  IntOrString: { fits: (value) => typeof value === 'string' || Number.isInteger(value), says: 'an integer or a string' },
  Date: { fits: (value) => typeof value === 'string', says: 'a time' },
  V1MicroTime: { fits: (value) => typeof value === 'string', says: 'a time' },
  any: { fits: () => true, says: 'anything' },
};

function checkValue(value: unknown, { type, format }: ModelField, path: string, complain: Complain): void {
  const scalar = scalars[type];
  if (scalar !== undefined) return checkScalar(value, scalar, format, path, complain);
  const element = /^Array<(.*)>$/.exec(type)?.[1];
  if (element !== undefined) {
    if (!Array.isArray(value)) return complain(path, `expected a list, got ${described(value)}`);
    value.forEach((item, index) => checkValue(item, { type: element, format }, below(path, index), complain));
    return;
  }
  if (!isObject(value)) return complain(path, `expected an object, got ${described(value)}`);
  const entry = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (entry !== undefined) {
    for (const [key, item] of Object.entries(value)) checkValue(item, { type: entry, format }, below(path, key), complain);
    return;
  }
  checkModel(value, type, path, complain);
}

function checkScalar(value: unknown, scalar: (typeof scalars)[string], format: string, path: string, complain: Complain): void {
  if (!scalar?.fits(value)) return complain(path, `expected ${scalar?.says}, got ${described(value)}`);
  if (format.startsWith('int') && typeof value === 'number' && !Number.isSafeInteger(value)) {
    complain(path, 'expected an integer, got a fraction');
  }
  if (format === 'byte' && typeof value === 'string' && !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)) {
    complain(path, 'expected base64');
  }
}

function checkModel(value: Readonly<Record<string, unknown>>, name: string, path: string, complain: Complain): void {
  const model = modelNamed(name);
  if (model === undefined) return complain(path, `there is no model called ${name}`);
  for (const [key, item] of Object.entries(value)) {
    const field = model.fields.get(key);
    if (field === undefined) complain(below(path, key), `unknown field of ${name}`);
    else checkValue(item, field, below(path, key), complain);
  }
  for (const key of model.required) {
    if (value[key] === undefined) complain(below(path, key), 'required');
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Without the value, which may be a secret; the path leads to it.
function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

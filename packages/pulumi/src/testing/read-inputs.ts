import { runtime } from '@pulumi/pulumi';

/** Inputs as the engine gets them, taken apart. */
export interface ReadInputs {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly secretInputs: readonly string[];
  readonly unknownInputs: readonly string[];
}

/** What stands in inputs for a value that a preview does not know. */
export const unknownInput: string = runtime.unknownValue;

/** Reads what was sent: secrets unwrapped, with the paths of what is secret and of what is not known. */
export function readInputs(sent: Readonly<Record<string, unknown>>): ReadInputs {
  const secretInputs: string[] = [];
  const unknownInputs: string[] = [];
  const read = (value: unknown, path: string): unknown => {
    if (runtime.isRpcSecret(value)) {
      secretInputs.push(path);
      return read(runtime.unwrapRpcSecret(value), path);
    }
    if (value === unknownInput) unknownInputs.push(path);
    if (Array.isArray(value)) return value.map((item, index) => read(item, `${path}[${index}]`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, read(item, path === '' ? field : `${path}.${field}`)]));
  };
  return { inputs: read(sent, '') as Readonly<Record<string, unknown>>, secretInputs, unknownInputs };
}

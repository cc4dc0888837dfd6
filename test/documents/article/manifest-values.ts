/** Any JSON. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [field: string]: Json };

/**
 * Every value of some manifests by its path, so that two versions can be compared value by value: `ServiceAccount metadata.name`.
 * A container is found by its name, wherever it is (`Deployment container[app].image`; `place` says where), a variable by its
 * name, an argument by its flag or by its instance URI.
 */
export function manifestValues(manifests: readonly Json[]): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>();
  for (const manifest of manifests) {
    const { apiVersion: _, kind, ...fields } = manifest as Readonly<Record<string, Json>>;
    collect(fields, '', `${kind} `, values);
  }
  return values;
}

/** What is at a path: a value, all values below it as an object, or undefined. */
export function valueAt(values: ReadonlyMap<string, Json>, path: string): Json {
  if (values.has(path)) return values.get(path);
  const below = [...values].filter(([name]) => isBelow(name, path));
  return below.length === 0 ? undefined : Object.fromEntries(below.map(([name, value]) => [name.slice(path.length), value]));
}

export function isBelow(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}

const containerLists = ['containers', 'initContainers'];

function collect(value: Json, path: string, kind: string, values: Map<string, Json>): void {
  if (typeof value !== 'object' || value === null) {
    values.set(`${kind}${path}`, value);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (containerLists.includes(key)) collectContainers(item as readonly Json[], key, kind, values);
    else if (key === 'args') collectArgs(item as readonly string[], at, kind, values);
    else if (key === 'env') collectNamed(item as readonly Json[], at, kind, values);
    else collect(item, at, kind, values);
  }
}

function collectContainers(containers: readonly Json[], list: string, kind: string, values: Map<string, Json>): void {
  for (const [index, container] of containers.entries()) {
    const { name, ...fields } = container as Readonly<Record<string, Json>>;
    collect({ place: `${list}[${index}]`, ...fields }, `container[${name}]`, kind, values);
  }
}

function collectNamed(items: readonly Json[], path: string, kind: string, values: Map<string, Json>): void {
  for (const item of items) {
    const { name, ...fields } = item as Readonly<Record<string, Json>>;
    collect(fields, `${path}[${name}]`, kind, values);
  }
}

function collectArgs(args: readonly string[], path: string, kind: string, values: Map<string, Json>): void {
  for (const arg of args) {
    const separator = arg.startsWith('-') ? '=' : '?';
    const [name = '', ...rest] = arg.split(separator);
    const isSwitch = arg.startsWith('-') && rest.length === 0;
    values.set(`${kind}${path}.${name}`, isSwitch ? true : rest.join(separator));
  }
}

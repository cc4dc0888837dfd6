import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readObject } from '../input/read-fields';
import { isJsonObject, type JsonObject } from '../kubernetes/json';
import { isDnsLabel } from '../kubernetes/object-name';
import { problem } from './connection-codes';
import type { ConnectionDocument } from './connection-document';

/** The domain of every annotation of this project. */
export const annotationDomain = 'alloydb-gke.dev';

/**
 * The document as annotations, one for each value: `orders.alloydb-gke.dev/databaseName`. Connections of several services stand
 * beside each other, as in the cluster secret of a GitOps tool, whose templates can use the single values.
 */
export function writeConnectionAnnotations(
  document: ConnectionDocument,
  name: string,
  path: string,
  problems: ProblemList,
): Readonly<Record<string, string>> {
  checkName(name, path, problems);
  return Object.fromEntries(flat(document, []).map(([way, text]) => [`${prefixOf(name)}${way.join('.')}`, text]));
}

/** The document that annotations say. Other annotations do not matter. */
export function readConnectionAnnotations(annotations: unknown, name: string, path: string, problems: ProblemList): unknown {
  checkName(name, path, problems);
  const prefix = prefixOf(name);
  const all = Object.entries(readObject(annotations, path, 'an object of annotations', problems) ?? {});
  const ours = all.flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length).split('.'), value] as const] : []));
  if (ours.length === 0 && problems.isEmpty) {
    const names = new Set(all.flatMap(([key]) => /^([^/.]+)\.alloydb-gke\.dev\//.exec(key)?.[1] ?? []));
    const found = names.size === 0 ? 'none' : [...names].map(quote).join(', ');
    problems.add(problem('connection-annotations-missing', path, { prefix: quote(prefix), found }));
  }
  problems.throwIfAny();
  return nested(ours, []);
}

const prefixOf = (name: string): string => `${name}.${annotationDomain}/`;

function checkName(name: string, path: string, problems: ProblemList): void {
  if (!isDnsLabel(name)) problems.add(problem('connection-annotation-name', path, { value: quote(name) }));
}

type Entry = readonly [way: readonly string[], value: unknown];

function flat(value: unknown, way: readonly string[]): readonly (readonly [readonly string[], string])[] {
  if (isJsonObject(value)) return Object.entries(value).flatMap(([field, inner]) => flat(inner, [...way, field]));
  if (value === undefined) return [];
  return [[way, Array.isArray(value) ? value.join(',') : String(value)]];
}

/** What is no text in the document. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  version: wholeNumber,
  'server.maxConnections': wholeNumber,
  'server.managedConnectionPooling': (text) => (text === 'true' || text === 'false' ? text === 'true' : text),
  'identity.impersonationChain': (text) => (text === '' ? [] : text.split(',')),
};

/** What is no number stays text, which is refused where the document is read. */
function wholeNumber(text: string): unknown {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function nested(entries: readonly Entry[], before: readonly string[]): JsonObject {
  const fields = new Map<string, Entry[]>();
  for (const [[field = '', ...way], value] of entries) fields.set(field, [...(fields.get(field) ?? []), [way, value]]);
  return Object.fromEntries(
    [...fields].map(([field, inner]) => {
      const way = [...before, field];
      const leaf = inner.find(([rest]) => rest.length === 0);
      if (!leaf) return [field, nested(inner, way)];
      const [, value] = leaf;
      return [field, typeof value === 'string' ? (readers[way.join('.')]?.(value) ?? value) : value];
    }),
  );
}

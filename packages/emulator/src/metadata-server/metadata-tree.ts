/** A value of the metadata server: text, or something that has to be asked for with a query. */
export type MetadataLeaf = string | ((query: URLSearchParams) => string | object);

/** A folder of the metadata server. */
export interface MetadataFolder {
  readonly [name: string]: MetadataLeaf | MetadataFolder | readonly string[];
}

/** What a path leads to. */
export type MetadataAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly value: unknown }
  | undefined;

/**
 * Answers as the metadata server of Google Cloud does: a leaf is its text, a folder lists its names a line each, and
 * `?recursive=true` gives everything below as JSON.
 * Source: https://cloud.google.com/compute/docs/metadata/querying-metadata
 */
export function readMetadata(tree: MetadataFolder, path: string, query: URLSearchParams): MetadataAnswer {
  const parts = path.split('/').filter(Boolean);
  let place: MetadataFolder[string] | undefined = tree;
  for (const part of parts) place = isFolder(place) && Object.hasOwn(place, part) ? place[part] : undefined;
  if (place === undefined) return undefined;
  if (typeof place === 'function') return answerOf(place(query));
  if (typeof place === 'string') return { kind: 'text', text: place };
  if (Array.isArray(place))
    return query.get('recursive') === 'true' ? { kind: 'json', value: place } : { kind: 'text', text: `${place.join('\n')}\n` };
  if (query.get('recursive')?.toLowerCase() === 'true') return { kind: 'json', value: below(place as MetadataFolder) };
  const names = Object.entries(place).map(([name, entry]) => (isFolder(entry) ? `${name}/` : name));
  return { kind: 'text', text: `${names.join('\n')}\n` };
}

function answerOf(found: string | object): MetadataAnswer {
  return typeof found === 'string' ? { kind: 'text', text: found } : { kind: 'json', value: found };
}

/** What has to be asked for is not part of a whole answer: tokens never are. */
function below(folder: MetadataFolder): object {
  const entries = Object.entries(folder).filter(([, entry]) => typeof entry !== 'function');
  return Object.fromEntries(entries.map(([name, entry]) => [camelCase(name), isFolder(entry) ? below(entry) : entry]));
}

function isFolder(entry: MetadataFolder[string] | undefined): entry is MetadataFolder {
  return typeof entry === 'object' && !Array.isArray(entry);
}

/** In JSON, names are in camel case, but for those that are data, such as an e-mail. */
function camelCase(name: string): string {
  return name.includes('@') ? name : name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

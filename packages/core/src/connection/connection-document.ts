import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readText } from '../input/read-fields';
import { copyJson, isJsonObject } from '../kubernetes/json';
import type { ConnectionModel } from './connection';
import { problem } from './connection-codes';
import type { ConnectionSpec } from './connection-spec';

/** The version of the connection document that this release writes, and the newest that it reads. */
export const connectionDocumentVersion = 1;

/** A connection as JSON. It holds references to secrets, never secrets. */
export type ConnectionDocument = ConnectionSpec & {
  /** Where the schema is, for editors. */
  readonly $schema?: string;
  readonly version: 1;
};

/**
 * Takes a document apart: its version is checked here, everything else by whoever reads the connection.
 *
 * @throws ModelError if there is no use in reading on: it is not JSON, or of a newer version
 */
export function readDocument(document: unknown, path: string, problems: ProblemList): unknown {
  const value = typeof document === 'string' ? readJson(document, path, problems) : document;
  problems.throwIfAny();
  if (!isJsonObject(value)) return value;
  const { $schema, version, ...spec } = value;
  const at = `${path}.version`;
  if (typeof version === 'number' && version > connectionDocumentVersion) {
    problems.add(problem('connection-version-newer', at, { value: quote(version), known: connectionDocumentVersion }));
    problems.throwIfAny();
  }
  readText($schema, `${path}.$schema`, problems);
  if (version === undefined) problems.add(problem('connection-version-missing', at, {}));
  else if (version !== connectionDocumentVersion) problems.add(problem('connection-version-unknown', at, { value: quote(version) }));
  return spec;
}

/** Writes the document: whole instance URIs, defaults that matter spelt out, the same bytes for the same connection. */
export function writeConnectionDocument(model: ConnectionModel): ConnectionDocument {
  const [{ ipType }] = model.instances;
  const instances = Object.fromEntries(
    model.instances.map((instance) => {
      const uri = instance.uri.toString();
      return [instance.name, instance.ipType === ipType ? uri : { uri, ipType: instance.ipType }];
    }),
  );
  return {
    version: connectionDocumentVersion,
    auth: model.auth,
    databaseName: model.databaseName,
    ...(model.auth === 'built-in' && { databaseUser: model.databaseUser }),
    ...(model.passwordSecret && { passwordSecret: copyJson(model.passwordSecret) }),
    instances,
    ipType,
    identity: copyJson(model.identity),
    ...(Object.keys(model.server).length > 0 && { server: copyJson(model.server) }),
  } as ConnectionDocument;
}

function readJson(text: string, path: string, problems: ProblemList): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Some messages quote the text around the place: it may be the wrong file.
    const reason = error instanceof Error ? error.message.replace(/,? \.{0,3}"[\s\S]*$/, '') : String(error);
    problems.add(problem('connection-not-json', path, { reason }));
    return undefined;
  }
}

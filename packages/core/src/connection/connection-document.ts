import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readText } from '../input/read-fields';
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

/** Takes a document apart: its version is checked here, everything else by whoever reads the connection. */
export function readConnectionText(document: string | object): ConnectionSpec {
  const problems = new ProblemList();
  const path = 'connection';
  const value = typeof document === 'string' ? readJson(document, path, problems) : document;
  problems.throwIfAny();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value as ConnectionSpec;
  const { $schema, version, ...spec } = value as ConnectionDocument;
  readText($schema, `${path}.$schema`, problems);
  if (version === undefined) problems.add(problem('connection-version-missing', `${path}.version`, {}));
  else if (version !== connectionDocumentVersion) problems.add(versionProblem(version, `${path}.version`));
  problems.throwIfAny();
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
    ...(model.passwordSecret && { passwordSecret: model.passwordSecret }),
    instances,
    ipType,
    identity: model.identity,
    ...(Object.keys(model.server).length > 0 && { server: model.server }),
  } as ConnectionDocument;
}

function versionProblem(version: unknown, path: string): ReturnType<typeof problem> {
  return typeof version === 'number' && version > connectionDocumentVersion
    ? problem('connection-version-newer', path, { value: quote(version), known: connectionDocumentVersion })
    : problem('connection-version-unknown', path, { value: quote(version) });
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

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Connection } from '@alloydb-gke/core';
import { type Output, output, runtime } from '@pulumi/pulumi';
import type { ConnectionDocument } from './connection-document';
import { connectionLeafKind, isLeaf, type KindOf, leafyOutput, lift } from './leaves';

/** How a connection document is written into a file. */
export interface WriteConnectionOptions {
  /**
   * Whether a preview writes it, too, if all of it is known: so manifests are rehearsed before anything exists.
   * @default false
   */
  inPreview?: boolean;
}

/** The connection document as a text that is the same, byte for byte, for the same connection. */
export function connectionText(connection: Output<ConnectionDocument>): Output<string> {
  return connection.apply((document) => `${JSON.stringify(Connection.parse(document), null, 2)}\n`);
}

const kindIn: KindOf = ([field, ...path]) => (field === 'connection' ? connectionLeafKind(path) : undefined);

/** The connection document as annotations. Their names are known in a preview wherever the shape of the document is. */
export function connectionAnnotations(connection: Output<ConnectionDocument>, name: string): Output<{ [name: string]: string }> {
  const compute = (plain: unknown): unknown => Connection.parse((plain as { connection: object }).connection).toAnnotations(name);
  const lifted = lift({ connection }, compute, kindIn);
  return (isLeaf(lifted) ? output(lifted) : leafyOutput(lifted)) as Output<{ [name: string]: string }>;
}

/** Writes a text into a file. A preview writes it where that is asked for, and the text is known. */
export function writtenFile(text: Output<string>, file: string, { inPreview = false }: WriteConnectionOptions): Output<string> {
  const isPreview = runtime.isDryRun();
  if (isPreview && !inPreview) return output(file);
  const written = text.apply((content) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  });
  return isPreview ? output(file) : written;
}

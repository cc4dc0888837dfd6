import { basename } from 'node:path';
import { Connection, ModelError } from '@alloydb-gke/core';
import type { CloudInput } from '@alloydb-gke/rehearsal';
import { problem } from '../cli-codes';
import { CliError } from '../cli-error';

/** The options that say what there is in the cloud. */
export interface CloudOptions {
  readonly connection: readonly string[];
  readonly cloud: string | undefined;
  readonly assume: boolean;
  readonly pulumi: readonly string[];
}

/** What there is in the cloud, from the one option that says so; connections may add what no Pulumi program makes. @throws ModelError if none does, several do, or a file is wrong */
export async function readCloudInput({ connection, cloud, assume, pulumi }: CloudOptions): Promise<CloudInput> {
  const given = [
    ...(connection.length > 0 && pulumi.length === 0 ? ['--connection'] : []),
    ...(pulumi.length > 0 ? ['--pulumi'] : []),
    ...(cloud === undefined ? [] : ['--cloud']),
    ...(assume ? ['--assume'] : []),
  ];
  if (given.length > 1)
    throw new CliError('usage', [problem('cloud-side-twice', 'alloydb-gke rehearse', { options: given.join(' and ') })]);
  if (assume) return 'assume';
  const { cloudSideNotNamed, readCloudFile, readPulumiFiles } = await import('@alloydb-gke/rehearsal');
  if (cloud !== undefined) return { spec: (await readCloudFile(cloud)) as never, source: cloud };
  if (pulumi.length > 0) return { pulumi: await readPulumiFiles(pulumi), connections: await Promise.all(connection.map(readConnection)) };
  const [first, ...others] = await Promise.all(connection.map(readConnection));
  if (!first) throw cloudSideNotNamed();
  return { connections: [first, ...others], source: connection.map((file) => basename(file)).join(', ') };
}

async function readConnection(file: string): Promise<Connection> {
  const { readCloudFile } = await import('@alloydb-gke/rehearsal');
  const document = await readCloudFile(file);
  try {
    return Connection.parse(typeof document === 'object' && document !== null ? document : String(document));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const [first, ...others] = error.problems.map((one) => ({ ...one, path: `${file} ${one.path}` }));
    throw first ? new CliError('input', [first, ...others]) : error;
  }
}

import { isDeepStrictEqual } from 'node:util';
import { podTemplateOf } from '../manifest-oracle/pod-template';
import type { Manifest } from '../manifest-oracle/right-manifests';
import { type Difference, differences } from './differences';
import { anything, type ServerDefault, serverDefaultTable } from './server-default-table';

/**
 * What a server made of a manifest beyond its own metadata and its known defaults: a field that it dropped or changed, or one that it
 * added and the table does not list. A GitOps tool would show each of them as drift for ever.
 */
export function manifestDrift(sent: Manifest, returned: Manifest): readonly Difference[] {
  return differences(sent, returned).filter((difference) => !isExpected(sent, difference));
}

function isExpected(sent: Manifest, difference: Difference): boolean {
  // stringData is written only: the server keeps it as data.
  if (sent.kind === 'Secret' && difference.path === 'stringData' && difference.what === 'vanished') return true;
  return difference.what === 'added' && serverDefaultTable.some((row) => matches(row, sent, difference));
}

function matches(row: ServerDefault, { kind, ...sent }: Manifest, { path, returned }: Difference): boolean {
  const place = row.of === 'pod' ? pathInPod({ kind, ...sent }, path) : path;
  if (place === undefined || (row.of !== 'pod' && row.of !== 'any' && row.of !== kind)) return false;
  return row.at === place.replace(/\[\d+\]/g, '[*]') && (row.to === anything || isDeepStrictEqual(row.to, returned));
}

function pathInPod(sent: Manifest, path: string): string | undefined {
  const template = podTemplateOf(sent)?.path;
  if (template === undefined) return undefined;
  const prefix = template === '' ? 'spec.' : `${template}.spec.`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

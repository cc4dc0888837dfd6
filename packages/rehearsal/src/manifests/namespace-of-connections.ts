import { podTemplatePath, quote } from '@alloydb-gke/core';
import type { CloudInput } from '../rehearsal-options';
import type { ManifestSet, ReadManifest } from './manifest-set';

/** The namespace that all connections of the cloud side name; undefined where they name none, or several. */
export function namespaceOfConnections(cloud: CloudInput): string | undefined {
  const connections = typeof cloud === 'object' && 'connections' in cloud ? (cloud.connections ?? []) : [];
  const [namespace, ...others] = new Set(connections.flatMap(({ identity }) => identity.namespace ?? []));
  return others.length === 0 ? namespace : undefined;
}

/** Says that manifests without a namespace were put into the one of the connection. Nothing where there are none. */
export function namespaceNotes(namespace: string | undefined, { objects }: ManifestSet): readonly string[] {
  if (namespace === undefined || !objects.some(isWithoutNamespace)) return [];
  return [`Manifests that name no namespace are in the namespace ${quote(namespace)}, which the connection names.`];
}

/** Only of what a pod is made of: a CustomResourceDefinition, for one, is in no namespace at all. */
function isWithoutNamespace({ manifest: { apiVersion = '', kind = '', metadata } }: ReadManifest): boolean {
  return !metadata?.['namespace'] && (kind === 'ServiceAccount' || podTemplatePath(apiVersion, kind) !== undefined);
}

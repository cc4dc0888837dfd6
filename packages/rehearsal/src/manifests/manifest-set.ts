import type { Manifest } from '@alloydb-gke/core';

/** A Kubernetes object, and where it was read. */
export interface ReadManifest {
  /** The object as JSON, as it was read. */
  readonly manifest: Manifest;
  /** Where it stands: `dist/orders.yaml:12`, `standard input:1`, or `manifest 3` for objects that a program gave. */
  readonly origin: string;
  /** Its namespace: its own, or else the one that was asked for. */
  readonly namespace: string;
}

/** All the manifests that are rehearsed together: lists are opened, the order is that of reading. */
export interface ManifestSet {
  /** Every object. */
  readonly objects: readonly ReadManifest[];
}

/** How manifests are read. */
export interface ReadOptions {
  /**
   * The namespace of objects that name none.
   * @default - in a rehearsal the namespace of its connections, else `default`
   */
  readonly namespace?: string;
}

/** Finds an object by kind, namespace and name. */
export function findManifest(set: ManifestSet, kind: string, namespace: string, name: string): ReadManifest | undefined {
  return set.objects.find(
    ({ manifest, namespace: own }) => manifest.kind === kind && own === namespace && manifest.metadata?.name === name,
  );
}

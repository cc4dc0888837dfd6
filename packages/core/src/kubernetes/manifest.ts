import type { ObjectMetadata } from './pod';

/** A Kubernetes object as JSON. */
export interface Manifest {
  /** `apps/v1` */
  readonly apiVersion?: string;
  /** `Deployment` */
  readonly kind?: string;
  /** Name, namespace, labels, annotations. */
  readonly metadata?: ObjectMetadata;
  readonly [field: string]: unknown;
}

/** `Deployment "my-app"`, to say in an error which object is meant. */
export function manifestTitle(manifest: Manifest): string {
  const name = manifest.metadata?.name;
  return `${manifest.kind ?? 'object'}${name ? ` "${name}"` : ''}`;
}

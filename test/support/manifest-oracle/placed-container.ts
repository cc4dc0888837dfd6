import type { V1Container, V1PodSpec } from '@kubernetes/client-node';
import { below } from './complaint';

/** A container of a pod with where it is and what it is there. */
export interface PlacedContainer {
  readonly container: V1Container;
  readonly path: string;
  readonly role: 'regular init container' | 'native sidecar' | 'container';
}

/** All containers of a pod: the init containers, native sidecars among them, then the others. */
export function placedContainers(spec: V1PodSpec, path: string): readonly PlacedContainer[] {
  return [
    ...(spec.initContainers ?? []).map((container, index) => ({
      container,
      path: below(below(path, 'initContainers'), index),
      role: container.restartPolicy === 'Always' ? ('native sidecar' as const) : ('regular init container' as const),
    })),
    ...(spec.containers ?? []).map((container, index) => ({
      container,
      path: below(below(path, 'containers'), index),
      role: 'container' as const,
    })),
  ];
}

import type { TestProject } from 'vitest/node';
import { type PackedPackages, packPackages, removePacked } from './packed-packages';

declare module 'vitest' {
  interface ProvidedContext {
    packed: PackedPackages;
  }
}

/** Builds and packs once, for all tests of consumers. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const packed = await packPackages();
  project.provide('packed', packed);
  return () => removePacked(packed);
}

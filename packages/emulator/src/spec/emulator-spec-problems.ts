import { ModelError, type Problem } from '@alloydb-gke/core';
import type { EmulatorSpec } from './emulator-spec';
import { readEmulatorSpec } from './read-emulator-spec';

/**
 * Everything that is wrong with a spec, for whoever wants to say it before an emulator is started.
 *
 * @param spec what a file held, for one
 */
export function emulatorSpecProblems(spec: unknown): readonly Problem[] {
  try {
    readEmulatorSpec(spec as EmulatorSpec);
    return [];
  } catch (error) {
    if (error instanceof ModelError) return error.problems;
    throw error;
  }
}

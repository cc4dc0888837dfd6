import { ModelError, ProblemList } from '@alloydb-gke/core';

/** What a computation gives; its problems are said by other paths: where the user wrote the value. */
export function withRenamedPaths<Result>(compute: () => Result, rename: (path: string) => string): Result {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const renamed = new ProblemList();
    renamed.add(...error.problems.map((one) => ({ ...one, path: rename(one.path) })));
    renamed.throwIfAny();
    throw error;
  }
}

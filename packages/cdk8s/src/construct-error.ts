import { ModelError, type Problem } from '@alloydb-gke/core';

/** A construct is used in a way that cannot be right. All problems are reported at once. */
export class ConstructError extends ModelError {
  /** `ConstructError` */
  override readonly name: string = 'ConstructError';

  constructor(first: Problem, ...others: readonly Problem[]) {
    super([first, ...others]);
  }
}

/** @throws ConstructError with all of the problems, if there are any */
export function throwIfAny([first, ...others]: readonly Problem[]): void {
  if (first) throw new ConstructError(first, ...others);
}

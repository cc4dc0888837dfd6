import { ModelError, type Problem } from '@alloydb-gke/core';

/** The emulator cannot start or go on, for a reason that its user can do something about. */
export class EmulatorError extends ModelError {
  /** What kind of error it is, for programs that got it from another copy of this package. */
  override readonly name: string = 'EmulatorError';

  constructor(first: Problem, ...others: readonly Problem[]) {
    super([first, ...others]);
  }
}

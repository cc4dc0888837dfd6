import { ModelError, type Problem } from '@alloydb-gke/core';

/** A rehearsal cannot start or go on, for a reason that its user can do something about. */
export class RehearsalError extends ModelError {
  /** What kind of error it is, for programs that got it from another copy of this package. */
  override readonly name: string = 'RehearsalError';

  constructor(first: Problem, ...others: readonly Problem[]) {
    super([first, ...others]);
  }
}

/** Ends with every problem at once, if there is any. @throws RehearsalError */
export function throwIfAny(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) throw new RehearsalError(first, ...others);
}

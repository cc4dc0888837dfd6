import { ModelError, type Problem } from '@alloydb-gke/core';
import type { ExitCodeName } from './exit-codes';

/** The user can do something about it: no stack, but the problems, what to do, and an exit code. */
export class CliError extends ModelError {
  override readonly name: string = 'CliError';
  readonly exitCode: ExitCodeName;

  constructor(exitCode: ExitCodeName, problems: readonly [Problem, ...Problem[]]) {
    super(problems);
    this.exitCode = exitCode;
  }
}

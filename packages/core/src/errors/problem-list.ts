import { ModelError } from './model-error';
import type { Problem } from './problem';

/** Gathers problems while options are read, so that all of them are reported at once. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  /** Adds problems, in the order in which they are to be read. */
  add(...problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** Whether nothing is wrong so far. */
  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  /**
   * Ends the reading if anything is wrong.
   *
   * @throws ModelError with everything gathered so far, if there is anything
   */
  throwIfAny(): void {
    const [first, ...rest] = this.#problems;
    if (first) throw new ModelError([first, ...rest]);
  }

  /** Runs `read` and gathers the problems of a {@link ModelError} that it throws; then the result is undefined. */
  attempt<Result>(read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.add(...error.problems);
      return undefined;
    }
  }

  /** Everything gathered so far. */
  get all(): readonly Problem[] {
    return this.#problems;
  }
}

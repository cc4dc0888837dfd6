/** One thing that is wrong with what the user wrote. */
export interface Problem {
  /** A phrase that stays the same across versions, for programs: `cloud-sql-connection-name`. */
  readonly code: string;
  /** Where it is, from the user's point of view: `connection.instances.primary`. */
  readonly path: string;
  /** What was found and why it is wrong, with the value quoted. */
  readonly message: string;
  /** What to do next. */
  readonly repair: string;
}

/** The problem as one line: where, what, and what to do. */
export function problemText(problem: Problem): string {
  return `${problem.path}: ${problem.message} ${problem.repair}`;
}

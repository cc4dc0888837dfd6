/** One step of a setup: what it does, why it is needed, and the commands that do it. */
export interface SetupStep {
  /** What the step does, in a few words. */
  readonly title: string;
  /** Why it is needed, and what to know before it is run. One or more sentences; a line that is set in is a command. */
  readonly why: string;
  /** The commands, in order, for a POSIX shell. One may have several lines, and may use a variable that an earlier one set. */
  readonly commands: readonly string[];
}

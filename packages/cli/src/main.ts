import { runCommandLine } from './command-line';
import { exitCodes } from './exit-codes';
import { processTerminal } from './process-terminal';
import { reportError } from './report-error';

/**
 * Runs the command line of this process and sets its exit code.
 *
 * @example
 * require('@alloydb-gke/cli').main();
 */
export async function main(): Promise<void> {
  const terminal = processTerminal();
  process.on('uncaughtException', (error) => {
    reportError(error, terminal.errors);
    process.exit(exitCodes.bug.code);
  });
  let end: keyof typeof exitCodes;
  try {
    end = await runCommandLine(process.argv.slice(2), terminal);
  } catch (error) {
    end = reportError(error, terminal.errors);
  }
  process.exitCode = exitCodes[end].code;
}

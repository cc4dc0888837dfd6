import { ModelError, type Problem } from '@alloydb-gke/core';
import { CliError } from './cli-error';
import { versionLine } from './commands/version';
import type { ExitCodeName } from './exit-codes';
import type { Output } from './terminal';

/** Says what went wrong: to a person who can correct it, or who can report a bug. @returns how the command ends */
export function reportError(error: unknown, output: Output): ExitCodeName {
  if (error instanceof ModelError) {
    output.write(problemsText(error.problems, output));
    return exitCodeOf(error);
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { red } = output.colours;
  output.write(
    `${red('This is a bug of alloydb-gke.')} Please report it with these lines:\n${versionLine()}, Node.js ${process.versions.node}\n${stack}\n`,
  );
  return 'bug';
}

/** Which errors of the rehearsal mean something else than that the input is wrong. */
const rehearsalEnds: Readonly<Record<string, ExitCodeName>> = {
  'manifests-not-named': 'usage',
  'cloud-side-not-named': 'usage',
  'no-such-workload': 'usage',
  'proxy-missing': 'proxy',
  'proxy-not-obtained': 'proxy',
  'no-private-network': 'machine',
  'loopback-addresses-missing': 'machine',
  'port-needs-right': 'machine',
  'stage-ended': 'ended',
  'alloydb-ended': 'ended',
  'rehearsal-aborted': 'interrupted',
};

/** How a command ends with an error that the user can do something about. */
export function exitCodeOf(error: ModelError): ExitCodeName {
  if (error instanceof CliError) return error.exitCode;
  // By their names: this file does not load the emulator for a word that was mistyped.
  if (error.name === 'RehearsalError') return rehearsalEnds[error.code] ?? 'input';
  if (error.name !== 'EmulatorError') return 'input';
  return error.code === 'aborted' ? 'interrupted' : 'machine';
}

function problemsText(problems: readonly Problem[], { colours: { bold, red } }: Output): string {
  const count = problems.length === 1 ? '' : `${red(`${problems.length} problems`)}\n`;
  return count + problems.map(({ path, message, repair }) => `${bold(path)}: ${red(message)}\n  ${repair}\n`).join('');
}

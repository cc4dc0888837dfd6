import { dirname } from 'node:path';
import { EmulatorError } from '../emulator-error';
import { problem } from '../start-codes';
import type { PostgresAccount } from './postgres-account';
import { runProgram } from './run-program';

/** Prints the first of the folders in its arguments that it may not pass through. */
const firstClosed = 'for folder; do [ -x "$folder" ] || { printf %s "$folder"; exit 1; }; done';

/**
 * Checks that an account can enter a folder. Asked as the account itself, since access lists and mounts have a say in it.
 *
 * @throws EmulatorError with the folder on the way that is closed to it
 */
export async function requireEntry(
  account: PostgresAccount,
  folder: string,
  code: 'folder-closed' | 'postgres-folder-closed',
): Promise<void> {
  const { exitCode, output } = await runProgram('/bin/sh', ['-c', firstClosed, 'sh', ...wayTo(folder)], { folder: '/', account });
  if (exitCode === 0) return;
  throw new EmulatorError(problem(code, 'postgres', { user: account.name, folder: output.trim() || folder }));
}

/** The folders on the way to a folder, the root first and itself last. */
function wayTo(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [...wayTo(parent), folder];
}

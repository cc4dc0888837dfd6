import { EmulatorError } from '../emulator-error';
import { problem } from '../start-codes';

/** Runs `work`, and says in a sentence why the files of `folder` cannot be written if that is what goes wrong. */
export async function describeFileError<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fileProblem(folder, error) ?? error;
  }
}

function fileProblem(folder: string, error: unknown): EmulatorError | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new EmulatorError(problem('folder-full', 'folder', { folder }));
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOENT' || code === 'ENOTDIR' || code === 'EPERM') {
    return new EmulatorError(problem('folder-not-writable', 'folder', { folder, reason: message.replace(/\.$/, '') }));
  }
  return undefined;
}

/** The same for a program that says it in words, as `cp` and PostgreSQL do. */
export function isFull(output: string): boolean {
  return /No space left on device|Disk quota exceeded/i.test(output);
}

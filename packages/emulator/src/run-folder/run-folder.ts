import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join, resolve } from 'node:path';
import { EmulatorError } from '../emulator-error';
import { problem } from '../start-codes';
import { describeFileError } from './file-error';
import { startGuard } from './guard';
import { ownFolder, prefix } from './owner';
import { outsideFile } from './tidy-up';

/** A folder of one emulator. It is gone when the emulator is, however that ends. */
export interface RunFolder {
  readonly path: string;
  /** Writes a file of the emulator's own. @returns its path */
  write(name: string, text: string): Promise<string>;
  /** Makes a folder in it. @returns its path */
  makeFolder(name: string): Promise<string>;
  /** Has something outside of it removed together with it. To be called before that is made. */
  takeAlong(path: string): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Makes the folder of an emulator below `parent`.
 *
 * @throws EmulatorError if it cannot be made
 */
export async function makeRunFolder(parent: string): Promise<RunFolder> {
  const { path, owner } = await describeFileError(parent, () => makeOwnedFolder(resolve(parent)));
  const guard = startGuard(path);
  return {
    path,
    write: async (name, text) => {
      const file = join(path, name);
      await describeFileError(path, () => writeFile(file, text));
      return file;
    },
    makeFolder: async (name) => {
      const folder = join(path, name);
      await describeFileError(path, () => mkdir(folder, { mode: 0o700 }));
      return folder;
    },
    takeAlong: (outside) => describeFileError(path, () => appendFile(join(path, outsideFile), `${outside}\n`)),
    remove: async () => {
      try {
        await endGuard(guard);
        await rm(path, { recursive: true, force: true, maxRetries: 5 });
      } finally {
        owner.close();
      }
    },
  };
}

/** The longest path of a socket, in bytes. Sources: unix(7) and its like of macOS */
const longestSocketPath = process.platform === 'linux' ? 107 : 103;

/** The longest path of a socket in a run folder, after its parent: the one of a PostgreSQL. */
const socketInside = `/${prefix}XXXXXX/postgres-00/.s.PGSQL.5432`;

async function makeOwnedFolder(parent: string): Promise<{ readonly path: string; readonly owner: Server }> {
  if (Buffer.byteLength(parent + socketInside) > longestSocketPath)
    throw new EmulatorError(problem('folder-path-too-long', 'folder', { folder: parent }));
  const path = await mkdtemp(join(parent, prefix));
  try {
    // PostgreSQL may run as another user, who has to get through.
    await chmod(path, 0o711);
    return { path, owner: await ownFolder(path) };
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/** Has the guard do its work now. */
async function endGuard(guard: ChildProcess): Promise<void> {
  // A Ctrl-C that comes before the guard is in its own session ends it as well.
  if (guard.exitCode !== null || guard.signalCode !== null || guard.pid === undefined) return;
  guard.ref();
  const gone = once(guard, 'exit');
  guard.stdin?.end();
  await gone;
}

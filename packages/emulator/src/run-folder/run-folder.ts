import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFileError } from './file-error';
import { startGuard } from './guard';
import { ownerFile, prefix, writeOwner } from './owner';

/** A folder of one emulator. It is gone when the emulator is, however that ends. */
export interface RunFolder {
  readonly path: string;
  /** Writes a file of the emulator's own. @returns its path */
  write(name: string, text: string): Promise<string>;
  /** Makes a folder in it. @returns its path */
  makeFolder(name: string): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Makes the folder of an emulator below `parent`.
 *
 * @throws EmulatorError if it cannot be made
 */
export async function makeRunFolder(parent: string): Promise<RunFolder> {
  const path = await describeFileError(parent, async () => {
    const made = await mkdtemp(join(parent, prefix));
    // PostgreSQL may run as another user, who has to get through.
    await chmod(made, 0o711);
    // Whole or not at all: another emulator that starts now must not read half of it.
    await writeFile(join(made, `${ownerFile}.new`), await writeOwner());
    await rename(join(made, `${ownerFile}.new`), join(made, ownerFile));
    return made;
  });
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
    remove: async () => {
      await rm(path, { recursive: true, force: true });
      // A Ctrl-C that comes before the guard is in its own session ends it as well.
      if (guard.exitCode !== null || guard.signalCode !== null || guard.pid === undefined) return;
      guard.ref();
      const gone = once(guard, 'exit');
      guard.stdin?.end();
      await gone;
    },
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart } from './process-identity';

/** What the names of all run folders begin with. */
export const prefix = 'alloydb-emulator-';

/** Says in a run folder whose it is. */
export const ownerFile = 'owner.json';

interface Owner {
  readonly pid: number;
  /** Together with the id it names one process for good. */
  readonly started: string;
}

/** The text of the owner file of this process. */
export async function writeOwner(): Promise<string> {
  const owner: Owner = { pid: process.pid, started: (await processStart(process.pid)) ?? '' };
  return JSON.stringify(owner);
}

/** Whether the process that made a run folder still runs. A folder without an owner is being made or removed right now. */
export async function hasLivingOwner(folder: string): Promise<boolean> {
  try {
    const { pid, started } = JSON.parse(await readFile(join(folder, ownerFile), 'utf8')) as Owner;
    return (await processStart(pid)) === started;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== undefined;
  }
}

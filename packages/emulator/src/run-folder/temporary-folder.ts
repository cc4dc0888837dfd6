import { access, constants, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Linux's file system in memory. */
const memory = '/dev/shm';

/** The number of a file system in memory. Source: statfs(2) */
const inMemory = 0x01021994;

/** What must be free in memory, in bytes: two clusters with a read pool each, and what is put into them. */
const enough = 1_000_000_000;

/**
 * Where the files of an emulator are made when nobody says where. PostgreSQL makes a thousand small files for a start;
 * in memory that takes 50 ms, on some disks more than a second. Whoever sets TMPDIR has said where.
 */
export async function temporaryFolder(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (environment['TMPDIR'] || process.platform !== 'linux') return tmpdir();
  try {
    await access(memory, constants.W_OK | constants.X_OK);
    const { type, bavail, bsize } = await statfs(memory);
    return type === inMemory && bavail * bsize >= enough ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Every folder in which an emulator may have left something. */
export function possibleFolders(chosen: string): readonly string[] {
  return [...new Set([chosen, tmpdir(), ...(process.platform === 'linux' ? [memory] : [])])];
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes the System V memory that a killed PostgreSQL leaves: a few bytes by which a second server on the same data
 * would notice the first. The seventh line of its file says which.
 * Source: src/include/utils/pidfile.h of PostgreSQL
 */
export async function removeSharedMemory(dataFolder: string): Promise<void> {
  const lines = (await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [, id] = /^\s*\d+\s+(\d+)/.exec(lines[6] ?? '') ?? [];
  if (id === undefined) return;
  // Where there is no ipcrm the bytes stay until the machine is restarted.
  await new Promise<void>((resolve) => execFile('ipcrm', ['-m', id], () => resolve()));
}

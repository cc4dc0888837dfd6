import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog } from '../log/event-log';
import { hasLivingOwner, prefix } from './owner';
import { worksIn } from './process-identity';
import { removeSharedMemory } from './shared-memory';

/** Removes what emulators below `parent` left that were killed together with their guard: processes first, then files. */
export async function removeLeftovers(parent: string, log: EventLog): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((entry) => entry.startsWith(prefix))) {
    const folder = join(parent, name);
    const owner = await stat(folder).catch(() => undefined);
    if (owner === undefined || owner.uid !== process.getuid?.() || (await hasLivingOwner(folder))) continue;
    await endServers(folder);
    await rm(folder, { recursive: true, force: true });
    log.record('leftovers-removed', 'emulator', { folder });
  }
}

async function endServers(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  for (const name of entries.filter((entry) => entry.startsWith('postgres-'))) {
    const data = join(folder, name, 'data');
    const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (pid && (await worksIn(Number(pid), data))) await killAndWait(Number(pid));
    await removeSharedMemory(data);
  }
}

async function killAndWait(pid: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, tries < 50 ? 'SIGQUIT' : 'SIGKILL');
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

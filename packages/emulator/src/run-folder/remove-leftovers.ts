import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog } from '../log/event-log';
import { hasLivingOwner, prefix } from './owner';
import { tidyUp } from './tidy-up';

/** Removes what emulators below `parent` left that were killed together with their guard: processes first, then files. */
export async function removeLeftovers(parent: string, log: EventLog): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((entry) => entry.startsWith(prefix))) {
    const folder = join(parent, name);
    const owner = await stat(folder).catch(() => undefined);
    if (owner === undefined || owner.uid !== process.getuid?.() || (await hasLivingOwner(folder))) continue;
    await tidyUp(folder);
    log.record('leftovers-removed', 'emulator', { folder });
  }
}

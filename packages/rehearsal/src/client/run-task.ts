import type { ClientRecord } from '../verdict/pod-facts';
import type { ClientSettings } from './client-settings';
import type { ClientTargets } from './client-targets';
import { longEnough, persistentLogin } from './persistent-login';
import { postQuit } from './post-quit';
import { tryLogin } from './try-login';
import { tryWriting } from './try-writing';

/** Does what a migration or the program of a Job does: tries every database once. @returns the exit code */
export async function runTask(
  settings: ClientSettings,
  { targets, unnamed }: ClientTargets,
  tell: (record: ClientRecord) => void,
): Promise<number> {
  const { container, socketFolders = {}, quitUrls = [] } = settings;
  let exitCode = 0;
  for (const target of targets) {
    const { record, connection } = await tryLogin(container, target, socketFolders);
    tell(record);
    if (connection === undefined) {
      exitCode = 1;
      continue;
    }
    const write = await tryWriting(container, target, connection);
    tell(write);
    if (write.outcome === 'failed' || write.outcome === 'may-nothing') exitCode = 1;
    await connection.end().catch(() => undefined);
  }
  // Its own work does not hang on these.
  for (const target of unnamed) await persistentLogin(settings, target, tell, AbortSignal.timeout(longEnough));
  // A task that failed runs again and needs its proxy then; one that took it away before it was up would never succeed.
  if (exitCode === 0) for (const url of quitUrls) tell(await postQuit(container, url));
  return exitCode;
}

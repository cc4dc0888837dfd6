import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseTarget } from '@alloydb-gke/core';
import type { ClientRecord } from '../verdict/pod-facts';
import type { ClientSettings } from './client-settings';
import { tryLogin } from './try-login';
import { tryWriting } from './try-writing';

/** Between two attempts, in milliseconds. */
export const pause = 200;

/** A database that has failed for this long has been tried: what starts beside the application is there by then, in milliseconds. */
export const longEnough = 1500;

/** Tries until it gets in, and tells the first of each failure. Then tries to write. */
export async function persistentLogin(
  { container, socketFolders = {} }: ClientSettings,
  target: DatabaseTarget,
  tell: (record: ClientRecord) => void,
  terminated: AbortSignal,
  failedOnce: () => void = () => {},
): Promise<boolean> {
  let last: string | undefined;
  while (!terminated.aborted) {
    const { record, connection } = await tryLogin(container, target, socketFolders);
    if (record.ok || record.error !== last) tell(record);
    last = record.error;
    if (connection) {
      tell(await tryWriting(container, target, connection));
      await connection.end().catch(() => undefined);
      return true;
    }
    failedOnce();
    await wait(pause, undefined, { signal: terminated }).catch(() => undefined);
  }
  return false;
}

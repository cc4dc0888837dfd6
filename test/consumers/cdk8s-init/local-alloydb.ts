import type { Connection } from '@alloydb-gke/core';
import { type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';

/** What a test of the application would start. */
export function startLocalAlloyDB(connection: Connection): Promise<RunningEmulator> {
  return startEmulator(specForConnection(connection));
}

import type { ConflictRow } from './conflict';
import { effectConflicts } from './effect-conflicts';
import { instanceConflicts } from './instance-conflicts';
import { listenerConflicts } from './listener-conflicts';
import { loginConflicts } from './login-conflicts';

/**
 * Everything that is wrong with flags only because of other flags. Whether the Auth Proxy refuses it too, and if not, why it is
 * refused here, is in the table of the problems, proxy-flags-codes.ts.
 */
export const flagConflicts: readonly ConflictRow[] = [...instanceConflicts, ...loginConflicts, ...listenerConflicts, ...effectConflicts];

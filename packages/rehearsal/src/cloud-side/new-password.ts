import { randomBytes } from 'node:crypto';

/** A password for a database user of one rehearsal. It needs no quoting anywhere. */
export function newPassword(): string {
  return randomBytes(18).toString('base64url');
}

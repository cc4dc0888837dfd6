import { createHash } from 'node:crypto';

/** The unique id of a resource: a UUID that follows from its name, the same at every start. */
export function instanceUid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

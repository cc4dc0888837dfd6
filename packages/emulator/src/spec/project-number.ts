import { createHash } from 'node:crypto';

/** A number for a project that has none declared: twelve digits that follow from its id, the same at every start. */
export function projectNumber(projectId: string): string {
  const hash = createHash('sha256').update(projectId).digest();
  return String((hash.readUIntBE(0, 6) % 900_000_000_000) + 100_000_000_000);
}

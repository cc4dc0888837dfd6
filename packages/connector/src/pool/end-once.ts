import type { PgPool } from './pg-pool';

/**
 * Lets something follow the end of a pool, whoever ends it, and gives what ends the pool unless somebody else does or has done so.
 * `pg` refuses a second end.
 */
export function endOnce(pool: PgPool, behind: () => Promise<void> = async () => {}): () => Promise<void> {
  const end = pool.end.bind(pool);
  let ended: Promise<void> | undefined;
  // As that of pg, with a callback or without.
  pool.end = (callback?: (error?: unknown) => void): Promise<void> => {
    const ending = end().finally(behind);
    ended ??= ending;
    if (callback !== undefined) ending.then(() => callback(), callback);
    return ending;
  };
  // Whoever ended it has heard of a failure.
  return () => ended?.catch(() => {}) ?? pool.end();
}

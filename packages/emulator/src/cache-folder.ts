import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where these packages keep what takes long to make or to get: `ALLOYDB_GKE_CACHE`, or `alloydb-gke` in the user's cache folder.
 * It may be deleted at any time.
 */
export function cacheFolder(environment: Readonly<NodeJS.ProcessEnv> = process.env, platform: NodeJS.Platform = process.platform): string {
  const chosen = environment['ALLOYDB_GKE_CACHE'];
  if (chosen) return chosen;
  const standard = environment['XDG_CACHE_HOME'];
  if (standard) return join(standard, 'alloydb-gke');
  const home = environment['HOME'] || homedir();
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'alloydb-gke') : join(home, '.cache', 'alloydb-gke');
}

import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's own folder. */
export const repositoryFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What a run leaves behind for the next one or for its own end: stamps and reports. Gone with node_modules. */
export const reportsFolder = join(repositoryFolder, 'node_modules', '.cache', 'alloydb-gke');

/**
 * Built and fetched tools, outside the checkout so that every clone shares them: `ALLOYDB_GKE_CACHE`, else the user's cache folder.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {string} platform
 * @returns {string}
 */
export function cacheFolder(environment = process.env, platform = process.platform) {
  const chosen = environment['ALLOYDB_GKE_CACHE'];
  if (chosen) return chosen;
  const xdg = environment['XDG_CACHE_HOME'];
  if (xdg) return join(xdg, 'alloydb-gke');
  const home = environment['HOME'] || homedir();
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'alloydb-gke') : join(home, '.cache', 'alloydb-gke');
}

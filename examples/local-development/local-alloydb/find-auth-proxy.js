import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const program = 'alloydb-auth-proxy';

/** The real Auth Proxy: `ALLOYDB_AUTH_PROXY_BIN`, PATH, or the cache of alloydb-gke. */
export function findAuthProxy(environment = process.env) {
  const chosen = environment.ALLOYDB_AUTH_PROXY_BIN;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(
      `ALLOYDB_AUTH_PROXY_BIN names ${chosen}, which does not exist: correct it, or unset it to have the Auth Proxy looked for.`,
    );
  }
  const onPath = (environment.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  const found = [...onPath, ...cached(environment)].find((file) => existsSync(file));
  if (found === undefined) {
    throw new Error(
      `The Auth Proxy is missing: put ${program} on your PATH or name it in ALLOYDB_AUTH_PROXY_BIN; https://github.com/GoogleCloudPlatform/alloydb-auth-proxy#installation has it for every system.`,
    );
  }
  return found;
}

function cached(environment) {
  const standard = process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
  const folder = join(environment.ALLOYDB_GKE_CACHE || join(environment.XDG_CACHE_HOME || standard, 'alloydb-gke'), 'auth-proxy');
  return existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, program)) : [];
}

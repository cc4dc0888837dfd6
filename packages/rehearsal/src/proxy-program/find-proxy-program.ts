import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { verifiedProxyVersion } from '@alloydb-gke/core';
import { cacheFolder } from '@alloydb-gke/emulator';
import { problem } from '../rehearsal-codes';
import { RehearsalError } from '../rehearsal-error';

const run = promisify(execFile);

const programName = 'alloydb-auth-proxy';

/** The Auth Proxy's program on this machine. */
export interface ProxyProgram {
  /** Its path. */
  readonly file: string;
  /** As it says itself: `1.17.1`. */
  readonly version: string;
}

/** Where it is searched. */
export interface ProxyPlaces {
  /** Variables: `ALLOYDB_AUTH_PROXY_BIN`, `PATH` and those that say where the cache is. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Which operating system it is: it decides where the cache is, and which program is downloaded. */
  readonly platform: NodeJS.Platform;
}

/**
 * Finds the Auth Proxy of a version: `ALLOYDB_AUTH_PROXY_BIN`, then `PATH`, then the cache. What `ALLOYDB_AUTH_PROXY_BIN` names is
 * taken whatever its version; everywhere else another version is passed over.
 *
 * @param version as in `1.17.1`; undefined takes any of PATH, and of the cache the version that this package is verified with
 * @throws RehearsalError if there is none
 */
export async function findProxyProgram(version: string | undefined, places: Partial<ProxyPlaces> = {}): Promise<ProxyProgram> {
  const { environment = process.env, platform = process.platform } = places;
  const named = environment['ALLOYDB_AUTH_PROXY_BIN'];
  const searched: string[] = [];
  if (named) {
    const found = await proxyVersionOf(named);
    if (found !== undefined) return { file: named, version: found };
    searched.push(`${named} (ALLOYDB_AUTH_PROXY_BIN, which does not say its version)`);
  } else {
    searched.push('the variable ALLOYDB_AUTH_PROXY_BIN');
  }
  const cached = [cachedProxy(version ?? verifiedProxyVersion, environment, platform)];
  const onPath = (environment['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, programName));
  const others = new Set<string>();
  for (const file of [...onPath, ...cached]) {
    const found = await proxyVersionOf(file);
    if (found !== undefined && (version === undefined || found === version)) return { file, version: found };
    if (found !== undefined) others.add(`${file} is ${found}`);
  }
  searched.push(others.size > 0 ? `PATH and the cache (${[...others].join(', ')})` : 'PATH', ...(others.size > 0 ? [] : cached));
  throw new RehearsalError(
    problem('proxy-missing', 'proxy', { version: version ?? verifiedProxyVersion, places: searched.join(', nor ') }),
  );
}

/** Where the Auth Proxy of a version is kept, once it was installed. */
export function cachedProxy(
  version: string,
  environment: Readonly<NodeJS.ProcessEnv> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return join(cacheFolder(environment, platform), 'auth-proxy', version, programName);
}

/** What a program says of itself; undefined where there is none, or it says something else. */
export async function proxyVersionOf(file: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(file, ['-v'], { timeout: 10_000 });
    return /version (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

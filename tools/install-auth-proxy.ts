// The real Auth Proxy for tests: found, else obtained. `node_modules/.bin/tsx tools/install-auth-proxy.ts` prints its path.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { verifiedProxyVersion } from '../packages/core/src/proxy-flags/proxy-version';
import { findProxyProgram, proxyVersionOf } from '../packages/rehearsal/src/proxy-program/find-proxy-program';
import { installProxy } from '../packages/rehearsal/src/proxy-program/install-proxy';

/**
 * The path of the Auth Proxy of the verified version: `ALLOYDB_AUTH_PROXY_BIN`, `PATH`, the cache, else as `alloydb-gke proxy install`
 * obtains it. Go goes first: what it builds is checked against the public log of checksums.
 *
 * @throws Error with why it cannot be had, as the end of a sentence
 */
export async function installAuthProxy(version: string = verifiedProxyVersion): Promise<string> {
  const chosen = process.env['ALLOYDB_AUTH_PROXY_BIN'];
  if (chosen) return chosenProgram(resolve(chosen), version);
  const found = await findProxyProgram(version).catch(() => undefined);
  if (found) return found.file;
  const started = performance.now();
  const onStep = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
  try {
    const program = await installProxy(version, { ways: ['build', 'download'], onStep });
    process.stdout.write(`There is the Auth Proxy ${version} after ${Math.round((performance.now() - started) / 1000)} s.\n`);
    return program;
  } catch (error) {
    const { problems: [first] = [] } = error as { readonly problems?: readonly { readonly message: string }[] };
    throw new Error(first?.message.replace(/\.$/, '') ?? String(error));
  }
}

async function chosenProgram(program: string, version: string): Promise<string> {
  const found = await proxyVersionOf(program);
  if (found === version) return program;
  const what = found === undefined ? 'does not start' : `is version ${found}`;
  throw new Error(`ALLOYDB_AUTH_PROXY_BIN is "${program}", which ${what}, and version ${version} is needed`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${await installAuthProxy()}\n`);
}

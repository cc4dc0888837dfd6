// The real Auth Proxy for tests: found, else built. `node_modules/.bin/tsx tools/install-auth-proxy.ts` prints its path.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { verifiedProxyVersion } from '../packages/core/src/proxy-flags/proxy-version';
import { goProblem } from '../test/support/availability/installed-go';
import { cacheFolder } from './workspace/folders.mjs';
import { runProgram } from './workspace/run-program.mjs';

const programName = process.platform === 'win32' ? 'alloydb-auth-proxy.exe' : 'alloydb-auth-proxy';

/**
 * The path of the Auth Proxy of the verified version: `ALLOYDB_AUTH_PROXY_BIN`, `PATH`, the cache, else built into the cache with Go.
 *
 * @throws Error with why it cannot be had, as the end of a sentence
 */
export async function installAuthProxy(version: string = verifiedProxyVersion): Promise<string> {
  const chosen = process.env['ALLOYDB_AUTH_PROXY_BIN'];
  if (chosen) return chosenProgram(resolve(chosen), version);
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const program = join(folder, programName);
    if (folder !== '' && existsSync(program) && (await versionOf(program)) === version) return program;
  }
  const built = join(cacheFolder(), 'auth-proxy', version, programName);
  if (existsSync(built) && (await versionOf(built)) === version) return built;
  return buildAuthProxy(version, built);
}

async function chosenProgram(program: string, version: string): Promise<string> {
  const found = await versionOf(program);
  if (found === version) return program;
  const what = found === undefined ? 'does not start' : `is version ${found}`;
  throw new Error(`ALLOYDB_AUTH_PROXY_BIN is "${program}", which ${what}, and version ${version} is needed`);
}

async function versionOf(program: string): Promise<string | undefined> {
  const { output } = await runProgram(program, ['--version']);
  return /alloydb-auth-proxy version (\d+\.\d+\.\d+)/.exec(output)?.[1];
}

async function buildAuthProxy(version: string, program: string): Promise<string> {
  const problem = await goProblem();
  if (problem !== undefined) throw new Error(problem);
  process.stdout.write(`building the Auth Proxy ${version} from its Go module (once, about 2 minutes)\n`);
  const folder = join(cacheFolder(), 'auth-proxy');
  mkdirSync(folder, { recursive: true });
  const unfinished = mkdtempSync(join(folder, 'unfinished-'));
  const env = { ...process.env, CGO_ENABLED: '0', GOBIN: unfinished, GOFLAGS: '-trimpath' };
  const started = performance.now();
  const { exitCode, output } = await runProgram('go', ['install', `github.com/GoogleCloudPlatform/alloydb-auth-proxy@v${version}`], {
    env,
  });
  if (exitCode !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`Go could not build it: ${output.trim().split('\n').at(-1)}`);
  }
  mkdirSync(join(folder, version), { recursive: true });
  renameSync(join(unfinished, programName), program);
  rmSync(unfinished, { recursive: true, force: true });
  process.stdout.write(`built the Auth Proxy ${version} in ${Math.round((performance.now() - started) / 1000)} s\n`);
  return program;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${await installAuthProxy()}\n`);
}

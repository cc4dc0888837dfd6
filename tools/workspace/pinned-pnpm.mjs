import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './folders.mjs';
import { rootManifest } from './root-manifest.mjs';
import { runProgram } from './run-program.mjs';

/**
 * The pnpm that package.json pins, brought in by npm into the cache. Not corepack: newer Nodes come without it.
 *
 * @typedef {object} PinnedPnpm
 * @property {string} version
 * @property {string} script run it with Node
 * @property {string} binFolder put it on PATH for scripts that call `pnpm` themselves
 */

/** @returns {PinnedPnpm} */
function location() {
  const { packageManager } = rootManifest();
  const version = packageManager.replace(/^pnpm@/, '').replace(/\+.*$/, '');
  const modules = join(cacheFolder(), 'pnpm', version, 'node_modules');
  return { version, script: join(modules, 'pnpm', 'bin', 'pnpm.cjs'), binFolder: join(modules, '.bin') };
}

/** @returns {Promise<PinnedPnpm>} */
export async function pinnedPnpm() {
  const pnpm = location();
  if (existsSync(pnpm.script)) return pnpm;
  const parent = join(cacheFolder(), 'pnpm');
  mkdirSync(parent, { recursive: true });
  const unfinished = mkdtempSync(join(parent, 'unfinished-'));
  const wanted = ['install', '--prefix', unfinished, '--no-audit', '--no-fund', '--no-save', '--loglevel=error', `pnpm@${pnpm.version}`];
  const { exitCode, output } = await runProgram('npm', wanted, { cwd: unfinished });
  if (exitCode !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`Cannot bring in pnpm ${pnpm.version} with npm:\n${output}`);
  }
  rmSync(join(parent, pnpm.version), { recursive: true, force: true });
  renameSync(unfinished, join(parent, pnpm.version));
  return pnpm;
}

/**
 * @param {PinnedPnpm} pnpm
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentWithPnpm(pnpm, environment = process.env) {
  return { ...environment, PATH: `${pnpm.binFolder}${delimiter}${environment['PATH'] ?? ''}` };
}

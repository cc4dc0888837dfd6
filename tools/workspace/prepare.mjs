import { isInstalled, writeStamp } from './install-stamp.mjs';
import { nodeVersionProblem } from './node-version.mjs';
import { environmentWithPnpm, pinnedPnpm } from './pinned-pnpm.mjs';
import { rootManifest } from './root-manifest.mjs';
import { runProgram } from './run-program.mjs';
import { step } from './step.mjs';

/**
 * What both commands do first on any clone: the pinned pnpm, the frozen lockfile, the build. Quick when nothing changed.
 *
 * @typedef {object} Workspace
 * @property {NodeJS.ProcessEnv} environment for every program started later
 * @property {(...args: string[]) => Promise<import('./run-program.mjs').ProgramResult>} pnpm
 */

/** @returns {Promise<Workspace | undefined>} nothing when a step failed; it was printed */
export async function prepareWorkspace() {
  const problem = nodeVersionProblem(process.versions.node, rootManifest().engines.node);
  if (problem) {
    process.stderr.write(`${problem}\n`);
    return undefined;
  }
  const pinned = await pinnedPnpm();
  const environment = environmentWithPnpm(pinned);
  /** @param {string[]} args */
  const pnpm = (...args) => runProgram(process.execPath, [pinned.script, ...args], { env: environment });
  const installed = await step('install', async () => {
    if (isInstalled()) return undefined;
    const result = await pnpm('install', '--frozen-lockfile');
    if (result.exitCode === 0) writeStamp();
    return result;
  });
  if (!installed) return undefined;
  if (!(await step('build', () => pnpm('run', 'build')))) return undefined;
  return { environment, pnpm };
}

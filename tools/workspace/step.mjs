import { runProgram } from './run-program.mjs';

/**
 * Runs one named step and prints one line for it. What the programs print is shown only when the step fails.
 *
 * @param {string} name
 * @param {() => Promise<import('./run-program.mjs').ProgramResult | undefined>} work nothing means there was nothing to do
 * @returns {Promise<boolean>} whether it went well
 */
export async function step(name, work) {
  const started = performance.now();
  const result = await work();
  const failed = result !== undefined && result.exitCode !== 0;
  const time = result === undefined ? 'up to date' : `${((performance.now() - started) / 1000).toFixed(1)} s`;
  process.stdout.write(`${failed ? '✗' : '✓'} ${name.padEnd(24)} ${time.padStart(10)}\n`);
  if (failed) process.stdout.write(`${indented(result.output)}\n`);
  return !failed;
}

/**
 * A step that is one program of node_modules/.bin, started by Node itself.
 *
 * @param {string} name
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export function programStep(name, program, args, env) {
  return step(name, () => runProgram(program, args, { env }));
}

/** @param {string} text */
const indented = (text) => text.trimEnd().replace(/^(?=.)/gm, '    ');

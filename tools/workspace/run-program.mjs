import { spawn } from 'node:child_process';
import { repositoryFolder } from './folders.mjs';

/**
 * @typedef {object} ProgramResult
 * @property {number} exitCode
 * @property {string} output standard output and standard error in the order they came; empty when shown
 *
 * @typedef {object} ProgramOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [shown] the program writes to our terminal, and its output is not kept
 * @property {boolean} [passedOn] what the program says on standard output is kept and also shown as it comes
 */

/**
 * Runs a program to its end. A program that cannot be started counts as one that failed.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {ProgramOptions} options
 * @returns {Promise<ProgramResult>}
 */
export function runProgram(program, args, { cwd = repositoryFolder, env = process.env, shown = false, passedOn = false } = {}) {
  return new Promise((resolve) => {
    // npm is a .cmd file on Windows, which only a shell starts.
    const shell = process.platform === 'win32' && program === 'npm';
    const child = spawn(program, args, { cwd, env, shell, stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    if (passedOn) child.stdout?.pipe(process.stdout, { end: false });
    child.on('error', (error) => resolve({ exitCode: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

// The last part of `npm start`: the article's deployment rehearsed in both auth modes, with the real Auth Proxy.
import { join } from 'node:path';
import { repositoryFolder } from './workspace/folders.mjs';
import { runProgram } from './workspace/run-program.mjs';
import { step } from './workspace/step.mjs';

const cli = join(repositoryFolder, 'packages', 'cli', 'bin', 'alloydb-gke.js');
const example = 'examples/article';

/** The two rehearsals, as anybody would write them. */
const rehearsals = [
  [`${example}/dist/iam`, '--connection', `${example}/dist/iam.connection.json`],
  [`${example}/dist/built-in`, `${example}/rehearsal/alloydb-credentials.yaml`, '--connection', `${example}/dist/built-in.connection.json`],
];

/** The exit codes that say that this machine cannot rehearse: docs/reference/exit-codes.md. */
const cannot = { machine: 4, proxy: 7 };

/**
 * Rehearses the article. Where the Auth Proxy or PostgreSQL cannot be had, that is said, and is no failure.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export async function rehearseArticle(env) {
  const problem = await proxyProblem(env);
  if (problem !== undefined) {
    process.stdout.write(`\nThe article is not rehearsed here.\n${problem}`);
    return 0;
  }
  // Both at once. What the second says is kept until the first is through.
  const [first = [], second = []] = rehearsals;
  process.stdout.write(`\n$ alloydb-gke rehearse ${first.join(' ')}\n`);
  const [shown, kept] = await Promise.all([
    runProgram(process.execPath, [cli, 'rehearse', ...first], { env, shown: true }),
    runProgram(process.execPath, [cli, 'rehearse', ...second], { env }),
  ]);
  process.stdout.write(`\n$ alloydb-gke rehearse ${second.join(' ')}\n${kept.output}`);
  const worst = shown.exitCode || kept.exitCode;
  return worst === cannot.machine ? 0 : worst;
}

/**
 * Why there is no Auth Proxy, after an attempt to obtain it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 */
async function proxyProblem(env) {
  const proxy = (/** @type {string} */ word) => runProgram(process.execPath, [cli, 'proxy', word], { env });
  if ((await proxy('path')).exitCode === 0) return undefined;
  let said = '';
  await step('Auth Proxy', async () => {
    const result = await proxy('install');
    if (result.exitCode !== 0) said = result.output;
    return { ...result, exitCode: result.exitCode === cannot.proxy ? 0 : result.exitCode };
  });
  return said === '' ? undefined : said;
}

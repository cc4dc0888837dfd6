// `npm test`: everything that must be green, on any clone with Node and npm.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { forgetAvailability, skippedLines } from './test-run/availability-record.mjs';
import { readTally, tallyLine } from './test-run/test-tally.mjs';
import { reportsFolder, repositoryFolder } from './workspace/folders.mjs';
import { prepareWorkspace } from './workspace/prepare.mjs';
import { runProgram } from './workspace/run-program.mjs';
import { step } from './workspace/step.mjs';

const report = join(reportsFolder, 'vitest.json');
const vitest = join(repositoryFolder, 'node_modules', 'vitest', 'vitest.mjs');

/** @param {import('./workspace/prepare.mjs').Workspace} workspace */
async function checks({ pnpm }) {
  const results = [
    await step('generated documents', () => pnpm('exec', 'tsx', 'tools/generate.ts', '--check')),
    await step('lint and format', () => pnpm('run', 'lint')),
    await step('types', () => pnpm('run', 'typecheck')),
  ];
  return results.filter((passed) => !passed).length;
}

/** @param {import('./workspace/prepare.mjs').Workspace} workspace */
async function tests({ environment }) {
  forgetAvailability();
  rmSync(report, { force: true });
  const reporters = ['project-reporter', 'json-report'].map((name) => `--reporter=./tools/test-run/${name}.ts`);
  const env = { ...environment, ALLOYDB_GKE_TEST_REPORT: report };
  const { exitCode } = await runProgram(process.execPath, [vitest, 'run', ...reporters], { env, shown: true });
  const tally = readTally(report);
  // A runner that fails without a failed test (no report, an error outside of any test) must not read as green.
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

const workspace = await prepareWorkspace();
if (workspace === undefined) {
  process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
} else {
  const failedChecks = await checks(workspace);
  const tally = await tests(workspace);
  const total = { ...tally, failed: tally.failed + failedChecks };
  process.stdout.write(['', ...skippedLines(), tallyLine(total), ''].join('\n'));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

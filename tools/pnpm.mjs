// `npm run pnpm -- <arguments>`: the pinned pnpm, for those who have none of their own.
import { environmentWithPnpm, pinnedPnpm } from './workspace/pinned-pnpm.mjs';
import { runProgram } from './workspace/run-program.mjs';

const pnpm = await pinnedPnpm();
const { exitCode } = await runProgram(process.execPath, [pnpm.script, ...process.argv.slice(2)], {
  cwd: process.cwd(),
  env: environmentWithPnpm(pnpm),
  shown: true,
});
process.exitCode = exitCode;

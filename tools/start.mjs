// `npm start`: the main job on a fresh clone, the article's deployment through the real cdk8s CLI, and its rehearsal.
import { rehearseArticle } from './rehearse-article.mjs';
import { pinnedPnpm } from './workspace/pinned-pnpm.mjs';
import { prepareWorkspace } from './workspace/prepare.mjs';
import { runProgram } from './workspace/run-program.mjs';

const workspace = await prepareWorkspace();
if (workspace === undefined) {
  process.exitCode = 1;
} else {
  process.stdout.write('\n');
  const { script } = await pinnedPnpm();
  const example = [script, '--silent', '--filter', '@alloydb-gke/example-article', 'run', 'start'];
  const { exitCode } = await runProgram(process.execPath, example, { env: workspace.environment, shown: true });
  process.exitCode = exitCode === 0 ? await rehearseArticle(workspace.environment) : exitCode;
}

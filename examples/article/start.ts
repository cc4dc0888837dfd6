// `npm start`: the article's deployment through the real cdk8s CLI, and how it differs from the article.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sections } from './difference';
import { differences } from './differences-table';

const cli = require.resolve('cdk8s-cli/package.json');
const { version } = require(cli) as { version: string };

const started = performance.now();
const synthesis = spawnSync(process.execPath, [join(dirname(cli), 'bin', 'cdk8s'), 'synth', '--check-upgrade=false'], {
  cwd: __dirname,
  encoding: 'utf8',
});
if (synthesis.status !== 0) {
  process.stderr.write(`cdk8s synth failed:\n${synthesis.stdout}${synthesis.stderr}`);
  process.exit(1);
}

const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`Synthesised by cdk8s-cli ${version} in ${seconds} s:`);
for (const auth of ['built-in', 'iam']) {
  for (const file of readdirSync(join(__dirname, 'dist', auth))) console.log(`  examples/article/dist/${auth}/${file}`);
}
console.log('setup.sh makes what no manifest can: roles, database user, grants.');

console.log('\nWhere it differs from the article, and why (docs/article.md has the whole story):\n');
for (const { section, inManifest } of [...differences].sort(
  (one, other) => sections.indexOf(one.section) - sections.indexOf(other.section),
)) {
  if (!inManifest) continue;
  const [where = ''] = section.split(':');
  const change = `${inManifest.article} → ${inManifest.here}`.replaceAll('`', '');
  console.log(`  ${where.padEnd(20)}${change}\n${' '.repeat(22)}${inManifest.why}`);
}

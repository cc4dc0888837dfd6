import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { runProgram } from '../../tools/workspace/run-program.mjs';

const examples = readdirSync(join(repositoryFolder, 'examples')).filter((name) =>
  existsSync(join(repositoryFolder, 'examples', name, 'cdk8s.yaml')),
);

function files(folder: string): Readonly<Record<string, string>> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

it.each(examples)('the real cdk8s CLI writes what is in dist of the example %s, with the built packages', async (name) => {
  const folder = join(repositoryFolder, 'examples', name);
  const output = mkdtempSync(join(tmpdir(), 'cdk8s-'));
  const cli = join(folder, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  const result = await runProgram(process.execPath, [cli, 'synth', '--check-upgrade=false', '--output', output], { cwd: folder });
  expect(result).toMatchObject({ exitCode: 0 });
  expect(files(output)).toEqual(files(join(folder, 'dist')));
  rmSync(output, { recursive: true });
});

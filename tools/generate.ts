// Writes every generated document (`pnpm generate`), or with `--check` says which are not as the generators would write them.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryFolder } from './workspace/folders.mjs';

/** What each file of tools/generators exports. */
export interface Generator {
  /** The document, from the root of the repository. */
  readonly path: string;
  /** The whole document, with the line that says that it is generated. */
  readonly content: () => string | Promise<string>;
}

const generatorsFolder = join(repositoryFolder, 'tools', 'generators');

export async function generators(): Promise<readonly Generator[]> {
  const files = readdirSync(generatorsFolder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return Promise.all(files.sort().map(async (file): Promise<Generator> => import(pathToFileURL(join(generatorsFolder, file)).href)));
}

/** The documents that are not on disk as their generators would write them. */
export async function outdated(): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  for (const { path, content } of await generators()) {
    const wanted = await content();
    const file = join(repositoryFolder, path);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) documents.set(path, wanted);
  }
  return documents;
}

async function main(check: boolean): Promise<void> {
  for (const [path, content] of await outdated()) {
    if (check) {
      process.stdout.write(`${path} is not what its generator writes. Run \`npm run generate\`.\n`);
      process.exitCode = 1;
    } else {
      mkdirSync(dirname(join(repositoryFolder, path)), { recursive: true });
      writeFileSync(join(repositoryFolder, path), content);
      process.stdout.write(`wrote ${path}\n`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.includes('--check'));

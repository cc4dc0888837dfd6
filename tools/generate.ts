// tsx tools/generate.ts [--check] [FOLDER]: writes every generated document (below the folder), or says which are not as their generators
// would write them. `npm run generate` writes the packages' own first, then builds and runs the examples, which the others quote.
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

/** The documents below a folder that are not on disk as their generators would write them. */
async function outdated(folder: string): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  for (const { path, content } of await generators()) {
    if (!path.startsWith(folder)) continue;
    const wanted = await content();
    const file = join(repositoryFolder, path);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) documents.set(path, wanted);
  }
  return documents;
}

async function main(folder: string, check: boolean): Promise<void> {
  for (const [path, content] of await outdated(folder)) {
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

const words = process.argv.slice(2);
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(words.find((word) => !word.startsWith('--')) ?? '', words.includes('--check'));
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';

/** The application of examples/connector-app in one file, with all that it imports. */
export interface BundledExample extends Disposable {
  readonly folder: string;
  /** The name of the file in it. */
  readonly file: string;
}

/** Makes it, with the connector as its sources are now. */
export async function bundledExample(): Promise<BundledExample> {
  const folder = mkdtempSync(join(tmpdir(), 'connector-app-'));
  const file = 'main.mjs';
  await build({
    entryPoints: [join(repositoryFolder, 'examples', 'connector-app', 'application', 'main.js')],
    outfile: join(folder, file),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    alias: { '@google-cloud/alloydb-connector': join(repositoryFolder, 'packages', 'connector', 'src', 'index.ts') },
    external: ['pg-native'],
    // Packages of the older kind ask for these.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return { folder, file, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

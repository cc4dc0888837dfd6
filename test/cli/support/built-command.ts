import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';

/** The command, built from the sources as they are now. */
export interface BuiltCommand {
  /** To be run with Node. */
  readonly script: string;
  remove(): void;
}

const source = (name: string): string => join(repositoryFolder, 'packages', name, 'src', 'index.ts');

export async function buildCommand(): Promise<BuiltCommand> {
  const folder = mkdtempSync(join(tmpdir(), 'alloydb-gke-command-'));
  const script = join(folder, 'dist', 'alloydb-gke.js');
  await build({
    stdin: { contents: "require('@alloydb-gke/cli').main();", resolveDir: repositoryFolder },
    alias: Object.fromEntries(['core', 'emulator', 'rehearsal', 'cli'].map((name) => [`@alloydb-gke/${name}`, source(name)])),
    bundle: true,
    external: ['pg-native', 'cloudflare:sockets'],
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    outfile: script,
    logLevel: 'warning',
  });
  cpSync(join(repositoryFolder, 'packages', 'cli', 'package.json'), join(folder, 'package.json'));
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { pinnedPnpm } from '../../tools/workspace/pinned-pnpm.mjs';
import { type ProgramResult, runProgram } from '../../tools/workspace/run-program.mjs';
import { packageFolders } from '../support/repository/package-manifest';

/** One package as it would be published. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
  /** What the tarball holds, as paths below the package. */
  readonly files: readonly string[];
}

/** All packages, built and packed into a folder of their own. */
export interface PackedPackages {
  readonly folder: string;
  readonly packages: readonly PackedPackage[];
}

export async function packPackages(): Promise<PackedPackages> {
  const { script } = await pinnedPnpm();
  const pnpm = async (...args: string[]): Promise<string> => succeed(await runProgram(process.execPath, [script, ...args])).output;
  await pnpm('run', 'build');
  const folder = mkdtempSync(join(tmpdir(), 'alloydb-gke-packed-'));
  const packages: PackedPackage[] = [];
  for (const path of packageFolders()) {
    const printed = await pnpm('--dir', join(repositoryFolder, path), 'pack', '--pack-destination', folder, '--json');
    const { name, filename: tarball } = JSON.parse(printed) as { name: string; filename: string };
    const listed = succeed(await runProgram('tar', ['-tzf', tarball])).output;
    packages.push({
      name,
      tarball,
      files: listed
        .trim()
        .replace(/^package\//gm, '')
        .split('\n'),
    });
  }
  return { folder, packages };
}

/** Copies a consumer out of the workspace, gives it the packed packages and installs it with npm, as its owner would. */
export async function installConsumer(name: string, packed: PackedPackages): Promise<string> {
  const folder = join(packed.folder, `consumer-${name}`);
  cpSync(join(repositoryFolder, 'test', 'consumers', name), folder, { recursive: true });
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> };
  const ours = packed.packages.map(({ name: dependency, tarball }) => [dependency, `file:${tarball}`]);
  writeFileSync(file, JSON.stringify({ ...manifest, dependencies: { ...manifest.dependencies, ...Object.fromEntries(ours) } }));
  succeed(await runProgram('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder }));
  return folder;
}

/** Runs a script of a consumer and gives back what it printed. */
export async function runConsumer(folder: string, script: string): Promise<string> {
  const result = await runProgram('npm', ['run', '--silent', script], { cwd: folder });
  return succeed(result).output;
}

export function removePacked({ folder }: PackedPackages): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

function succeed(result: ProgramResult): ProgramResult {
  if (result.exitCode !== 0) throw new Error(result.output);
  return result;
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../tools/workspace/folders.mjs';
import { type ProgramResult, runProgram } from '../../../tools/workspace/run-program.mjs';

export interface BuildOnceOptions {
  /** What it is called in the cache. */
  readonly name: string;
  /** How long it takes on two cores. @default 'about a minute' */
  readonly takes?: string;
  /** The files that decide what is built. */
  readonly inputs: readonly string[];
  /** What it is built with, as that names its version: another one builds something else. */
  readonly builder: string;
  /** The programs that build it into a folder, one after the other. */
  readonly steps: (folder: string) => readonly (readonly [program: string, args: readonly string[], cwd?: string])[];
}

/**
 * Builds something into the cache, once for what it is made of.
 *
 * @returns its folder
 * @throws Error with why it cannot be built, as the end of a sentence
 */
export async function builtOnce({ name, takes = 'about a minute', inputs, builder, steps }: BuildOnceOptions): Promise<string> {
  const hash = createHash('sha256').update(`${builder.trim()} ${process.platform} ${process.arch}\n`);
  for (const input of inputs) hash.update(readFileSync(input));
  const folder = join(cacheFolder(), name, hash.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  process.stdout.write(`building the ${name} (once, ${takes})\n`);
  mkdirSync(join(folder, '..'), { recursive: true });
  const unfinished = mkdtempSync(join(folder, '..', 'unfinished-'));
  try {
    for (const [program, args, cwd] of steps(unfinished)) {
      const result: ProgramResult = await runProgram(program, args, {
        env: { ...process.env, CGO_ENABLED: '0' },
        ...(cwd !== undefined && { cwd }),
      });
      if (result.exitCode !== 0) throw new Error(`${program} ended with ${result.output.trim().split('\n').at(-1)}`);
    }
    // Another run may have built it meanwhile.
    if (!existsSync(folder)) renameSync(unfinished, folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import type { Bench } from './bench';

/** A module, and what is loaded before it without being counted. */
export interface RequiredModule {
  readonly module: string;
  readonly after?: readonly string[];
  /** A name of the module that is used at once: what loads late is then counted too. */
  readonly use?: string;
}

export interface RequireCostOptions {
  readonly name: string;
  readonly goal: number;
  readonly numerator: RequiredModule;
  readonly denominator: RequiredModule;
  /** A folder from whose package.json the modules are found. @default the root of the repository */
  readonly from?: string;
  readonly rounds?: number;
}

/** Compares what it costs to `require` two modules, each in a fresh Node process that has loaded nothing else. Needs the build. */
export function requireCost({ numerator, denominator, from = repositoryFolder, ...bench }: RequireCostOptions): Bench {
  return {
    rounds: 15,
    ...bench,
    round: (order) => {
      if (order === 'numerator-first') {
        return { numerator: requireMilliseconds(numerator, from), denominator: requireMilliseconds(denominator, from) };
      }
      const denominatorTime = requireMilliseconds(denominator, from);
      return { numerator: requireMilliseconds(numerator, from), denominator: denominatorTime };
    },
  };
}

const program = fileURLToPath(new URL('require-once.mjs', import.meta.url));

function requireMilliseconds({ module, use = '', after = [] }: RequiredModule, from: string): number {
  return Number(execFileSync(process.execPath, [program, from, module, use, ...after], { encoding: 'utf8' }));
}

// `pnpm bench [words]`: runs every bench/*.bench.ts (or those whose rows contain all the words, in any case), prints a table and writes results.json.
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bench, BenchResult } from './harness/bench';
import { resultTable } from './harness/result-table';
import { runBench } from './harness/run-bench';

const folder = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2).map((word) => word.toLowerCase());

/** What a file of benches exports. */
interface BenchModule {
  readonly default: readonly Bench[];
  /** Ends what its benches have in common. */
  readonly close?: () => Promise<void>;
}

const files = readdirSync(folder).filter((file) => file.endsWith('.bench.ts'));
const modules = await Promise.all(files.sort().map(async (file): Promise<BenchModule> => import(`./${file}`)));

const results: BenchResult[] = [];
for (const module of modules) {
  for (const bench of module.default.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word))))
    results.push(await runBench(bench));
  await module.close?.();
}
writeFileSync(`${folder}results.json`, `${JSON.stringify(results, undefined, 2)}\n`);
process.stdout.write(`${resultTable(results)}\n`);
process.exitCode = results.some(({ pass }) => !pass) ? 1 : 0;

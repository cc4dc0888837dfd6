import type { Bench, BenchResult } from './bench';
import { median } from './median';

/**
 * The median of the rounds' own ratios. Both sides are measured in every round, by turns first and second, so that whatever slows
 * the machine for a while slows both. The first round only warms up.
 */
export async function runBench({ name, goal, round, rounds = 9 }: Bench): Promise<BenchResult> {
  if (rounds < 7) throw new Error(`"${name}" asks for ${rounds} rounds. A median of fewer than 7 says little.`);
  const ratios: number[] = [];
  for (let index = 0; index <= rounds; index += 1) {
    const { numerator, denominator } = await round(index % 2 === 0 ? 'numerator-first' : 'denominator-first');
    if (index > 0) ratios.push(numerator / denominator);
  }
  const value = Number(median(ratios).toPrecision(3));
  return { name, value, unit: 'ratio', goal, pass: value <= goal };
}

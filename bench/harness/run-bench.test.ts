import { describe, expect, it } from 'vitest';
import { median } from './median';
import { ratio } from './ratio';
import { resultTable } from './result-table';
import { runBench } from './run-bench';

describe('a bench', () => {
  it('is the median of the ratios of its rounds, without the first', async () => {
    const costs = [1000, 3, 1, 2, 2, 2, 9, 1];
    const result = await runBench({ name: 'a / b', goal: 2, rounds: 7, round: () => ({ numerator: costs.shift() ?? 0, denominator: 1 }) });
    expect(result).toEqual({ name: 'a / b', value: 2, unit: 'ratio', goal: 2, pass: true });
  });

  it('does not pass above its goal', async () => {
    const result = await runBench({ name: 'a / b', goal: 0.1, round: () => ({ numerator: 2, denominator: 1 }) });
    expect(result.pass).toBe(false);
  });

  it('measures either side first by turns', async () => {
    const orders: string[] = [];
    await runBench({
      name: 'a / b',
      goal: 1,
      rounds: 7,
      round: (order) => {
        orders.push(order);
        return { numerator: 1, denominator: 1 };
      },
    });
    expect(orders.filter((order) => order === 'numerator-first')).toHaveLength(4);
  });

  it('refuses a median of too few rounds', async () => {
    await expect(runBench({ name: 'a / b', goal: 1, rounds: 3, round: () => ({ numerator: 1, denominator: 1 }) })).rejects.toThrow(
      '"a / b" asks for 3 rounds. A median of fewer than 7 says little.',
    );
  });
});

describe('ratio', () => {
  it('tells something slow from something quick', async () => {
    const spin = (rounds: number) => (): void => {
      let sum = 0;
      for (let index = 0; index < rounds; index += 1) sum += Math.sqrt(index);
      if (sum < 0) throw new Error('never');
    };
    const bench = ratio({ name: 'slow / quick', goal: 1, sampleMilliseconds: 2, numerator: spin(20_000), denominator: spin(1_000) });
    expect((await runBench(bench)).value).toBeGreaterThan(5);
  });
});

it('the median of an even number is the mean of the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

it('the table shows what was measured against what was wanted', () => {
  expect(resultTable([{ name: 'a / b', value: 0.25, unit: 'ratio', goal: 1, pass: true }])).toBe(
    '   what   measured  goal\n✓  a / b     0.25×  ≤ 1×',
  );
});

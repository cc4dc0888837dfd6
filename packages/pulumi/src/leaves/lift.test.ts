import { Output, output, secret } from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { isLeaf, leavesOf, lift } from '.';

const resolved = (value: unknown): Promise<unknown> => (output(value) as unknown as { promise(): Promise<unknown> }).promise();

describe('lift', () => {
  it('knows the shape, and everything that depends on no leaf', () => {
    const tree = { name: output('orders'), port: 5432 };
    const compute = (plain: unknown): unknown => ({
      list: [`user-${(plain as typeof tree).name}`, 'x'],
      port: (plain as typeof tree).port,
    });
    const { list, port } = lift(tree, compute, () => 'word') as { list: unknown[]; port: number };
    expect([isLeaf(list[0]), list[1], port]).toEqual([true, 'x', 5432]);
  });

  it('makes one Output of everything where the shape depends on a leaf', async () => {
    const lifted = lift(
      { count: output(2) },
      (plain) => Array((plain as { count: number }).count).fill('x'),
      () => undefined,
    );
    expect(Output.isInstance(lifted)).toBe(true);
    expect(await resolved(lifted)).toEqual(['x', 'x']);
  });

  it('asks the real values where two stand-ins would be different and the values are equal', async () => {
    const compute = (plain: unknown): unknown => {
      const { one, other } = plain as Readonly<Record<string, string>>;
      if (one !== other) throw new Error('They differ.');
      return { both: one };
    };
    expect(await resolved(lift({ one: output('a'), other: output('a') }, compute, () => 'word'))).toEqual({ both: 'a' });
  });

  it('computes nothing twice over an Output that stands in two places', () => {
    const name = output('orders');
    expect(leavesOf({ one: name, other: [name] }, () => 'word')).toHaveLength(1);
  });

  it('keeps a part secret where its leaf is', async () => {
    const lifted = lift(
      { a: secret('x'), b: output('y') },
      (plain) => plain,
      () => 'word',
    ) as { a: Output<string>; b: Output<string> };
    const isSecret = (one: Output<string>): Promise<boolean> => (one as unknown as { isSecret: Promise<boolean> }).isSecret;
    expect([await isSecret(lifted.a), await isSecret(lifted.b)]).toEqual([true, false]);
  });
});

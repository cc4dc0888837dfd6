import { expect, it } from 'vitest';
import { showValue } from './show-value';

it('quotes a value', () => {
  expect(['x', '-1', '', 5, ['a']].map(showValue)).toEqual(['"x"', '"-1"', '""', '5', '["a"]']);
});

it('shows only the beginning of an argument that was taken for a value', () => {
  expect(['--token=abc', '-tabc', '--psc', '-t'].map(showValue)).toEqual(['"--token…"', '"-t…"', '"--psc"', '"-t"']);
  expect(showValue('projects/p/instances/i?token=abc')).toBe('"projects/p/instances/i?…"');
});

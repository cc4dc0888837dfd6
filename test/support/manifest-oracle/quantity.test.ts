import { expect, it } from 'vitest';
import { quantityValue } from './quantity';

it.each([
  ['100m', 0.1],
  ['1', 1],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['128Mi', 134_217_728],
  ['1Gi', 2 ** 30],
  ['1e3', 1000],
  ['1E', 1e18],
  ['-1', -1],
])('a quantity %s stands for %d', (quantity, value) => {
  expect(quantityValue(quantity)).toBeCloseTo(value, 9);
});

it.each(['', 'Mi', '128MB', '128mi', '1 Gi', '1e', 'NaN', '1..0'])('"%s" is no quantity', (quantity) => {
  expect(quantityValue(quantity)).toBeUndefined();
});

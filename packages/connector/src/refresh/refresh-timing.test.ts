import { expect, it } from 'vitest';
import { refreshDelay } from './refresh-timing';

const minute = 60_000;

it.each([
  ['four minutes before the end of an hour', 60 * minute, 56 * minute],
  ['four minutes before the end of a day', 24 * 60 * minute, 24 * 60 * minute - 4 * minute],
  ['at once where less than four minutes are left', 4 * minute - 1, 0],
  ['at once where the end has passed', -minute, 0],
])('a certificate is renewed %s', (_, left, delay) => {
  expect(refreshDelay(1_800_000_000_000, 1_800_000_000_000 + left)).toBe(delay);
});

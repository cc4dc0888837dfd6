import { expect, it } from 'vitest';
import { skippedLine } from './availability-record.mjs';

const tests = 'tests on the real Auth Proxy';

it('what was skipped is said in one line with the reason', () => {
  expect(skippedLine({ run: 1, tests, availability: { here: false, reason: 'Go is not installed' } })).toEqual([
    'skipped: tests on the real Auth Proxy: Go is not installed',
  ]);
});

it('nothing is said of what was there', () => {
  expect(skippedLine({ run: 1, tests, availability: { here: true } })).toEqual([]);
});

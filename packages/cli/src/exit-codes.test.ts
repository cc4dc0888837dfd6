import { expect, it } from 'vitest';
import { exitCodes } from './exit-codes';

it('no two ends have the same exit code, and each is a sentence', () => {
  const rows = Object.values(exitCodes);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
  for (const { meaning } of rows) expect(meaning).toMatch(/^It .*\.$|^The .*\.$|^A .*\.$|^This .*\.$/);
});

import { describe, expect, it } from 'vitest';
import { hasColours } from './terminal';

describe('colours', () => {
  it.each([
    ['a terminal has them', { isTTY: true }, {}, true],
    ['a pipe has none', {}, {}, false],
    ['a pipe has none on a build machine either', {}, { CI: 'true' }, false],
    ['a terminal that cannot show them has none', { isTTY: true }, { TERM: 'dumb' }, false],
    ['NO_COLOR takes them away', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR says nothing', { isTTY: true }, { NO_COLOR: '' }, true],
    ['FORCE_COLOR gives them to a pipe', {}, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 takes them away', { isTTY: true }, { FORCE_COLOR: '0' }, false],
    ['NO_COLOR is stronger than FORCE_COLOR', { isTTY: true }, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('%s', (_, stream, environment, expected) => {
    expect(hasColours(stream, environment)).toBe(expected);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGoDuration } from './go-duration';

describe('durations as Go reads them', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['10s', 10],
    ['1m30s', 90],
    ['1.5h', 5400],
    ['.5s', 0.5],
    ['1.s', 1],
    ['+2s', 2],
    ['-2s', -2],
    ['100ms', 0.1],
    ['3us', 3e-6],
    ['3\u00b5s', 3e-6],
    ['3\u03bcs', 3e-6],
    ['2s1s', 3],
  ])('reads %s', (text, seconds) => {
    expect(Number(readGoDuration(text)) / 1e9).toBeCloseTo(seconds, 12);
  });

  it.each(['', '30', 's', '.s', '-', '1 s', '1d', '10S', '1e3s', '3000000h', '1s2', 'toString'])('refuses %j', (text) => {
    expect(readGoDuration(text)).toBeUndefined();
  });

  it('reads the longest duration there is, and none longer', () => {
    expect(readGoDuration('9223372036854775807ns')).toBe(9223372036854775807n);
    expect(readGoDuration('9223372036854775808ns')).toBeUndefined();
    expect(readGoDuration('-9223372036854775808ns')).toBe(-9223372036854775808n);
  });

  it('adds what stands side by side', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (hours, minutes, milliseconds) => {
        const sum = BigInt(hours) * 3_600_000n + BigInt(minutes) * 60_000n + BigInt(milliseconds);
        expect(readGoDuration(`${hours}h${minutes}m${milliseconds}ms`)).toBe(sum * 1_000_000n);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGoBool, readGoDecimal, readGoInt, readGoIntIgnoringErrors, readGoUint } from './go-number';

describe('numbers as Go reads them', () => {
  it.each([
    ['5432', 5432n],
    ['+5432', 5432n],
    ['-1', -1n],
    ['0', 0n],
    ['00', 0n],
    ['0x1538', 5432n],
    ['0X1_538', 5432n],
    ['0b101', 5n],
    ['0o17', 15n],
    ['017', 15n],
    ['0_17', 15n],
    ['1_000', 1000n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
  ])('reads %s', (text, value) => {
    expect(readGoInt(text)).toBe(value);
  });

  it.each(['', '-', ' 1', '1 ', '08', '1__0', '1_', '_1', '0x', '0x_', '1.0', '1e3', '5432a', '--1', '9223372036854775808', '١'])(
    'refuses %j',
    (text) => {
      expect(readGoInt(text)).toBeUndefined();
    },
  );

  it('reads any decimal number back', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (value) => {
        expect(readGoInt(String(value))).toBe(value);
        expect(readGoDecimal(String(value))).toBe(value);
      }),
    );
  });

  it('knows no sign and no half of the range for unsigned numbers', () => {
    expect(readGoUint('18446744073709551615')).toBe(18446744073709551615n);
    expect(readGoUint('18446744073709551616')).toBeUndefined();
    expect(readGoUint('-1')).toBeUndefined();
    expect(readGoUint('+1')).toBeUndefined();
  });

  it('knows neither bases nor underscores in a query', () => {
    expect(readGoDecimal('05432')).toBe(5432n);
    expect(readGoDecimal('+5432')).toBe(5432n);
    expect(readGoDecimal('5_432')).toBeUndefined();
    expect(readGoDecimal('0x10')).toBeUndefined();
    expect(readGoDecimal(' 5432')).toBeUndefined();
  });

  it('says what remains of a number when nobody looks at the error', () => {
    expect(readGoIntIgnoringErrors('tcp://10.0.0.1:5432')).toBe(0n);
    expect(readGoIntIgnoringErrors('99999999999999999999')).toBe(9223372036854775807n);
    expect(readGoIntIgnoringErrors('-99999999999999999999')).toBe(-9223372036854775808n);
    expect(readGoIntIgnoringErrors('6432')).toBe(6432n);
  });
});

describe('booleans as Go reads them', () => {
  it('reads twelve words and no other', () => {
    expect(['1', 't', 'T', 'TRUE', 'true', 'True'].map(readGoBool)).toEqual(Array(6).fill(true));
    expect(['0', 'f', 'F', 'FALSE', 'false', 'False'].map(readGoBool)).toEqual(Array(6).fill(false));
    expect(['yes', 'on', '', 'tRUE', ' true', '2'].map(readGoBool)).toEqual(Array(6).fill(undefined));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote } from './quote';

describe('a quoted value', () => {
  it.each([
    ['text', '"text"'],
    ['two\nlines', '"two\\nlines"'],
    [5, '5'],
    [undefined, 'undefined'],
    [null, 'null'],
    [{ a: [1] }, '{"a":[1]}'],
    [Symbol('s'), 'Symbol(s)'],
    [10n, '10'],
  ])('is on one line: %#', (value, expected) => {
    expect(quote(value)).toBe(expected);
  });

  it('is cut when it is long', () => {
    expect(quote('x'.repeat(1000))).toBe(`"${'x'.repeat(199)}…`);
  });

  it('does not show the password of a URL', () => {
    expect(quote('postgres://orders:hunter2@db/shop')).toBe('"postgres://orders:…@db/shop"');
    expect(quote('postgres://orders:hunt@er/2@db/shop')).toBe('"postgres://orders:…@db/shop"');
    expect(quote({ url: 'postgres://:hunter2@db' })).toBe('{"url":"postgres://:…@db"}');
    expect(quote('https://db:5432/shop')).toBe('"https://db:5432/shop"');
  });

  it('never fails', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withObjectString: true }),
        (value) => typeof quote(value) === 'string',
      ),
    );
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(quote(circular)).toBe('[object Object]');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery, writeQueryValue } from './query-string';

describe('a query behind an instance URI', () => {
  it('is pairs between ampersands', () => {
    expect(readQuery('port=6000&&psc&x=a=b&')).toEqual([
      { key: 'port', value: '6000', isText: true },
      { key: 'psc', value: '', isText: true },
      { key: 'x', value: 'a=b', isText: true },
    ]);
  });

  it('decodes keys and values, with + for a space', () => {
    expect(readQuery('p%6Frt=%2B6+0')).toEqual([{ key: 'port', value: '+6 0', isText: true }]);
  });

  it('says what it cannot read', () => {
    expect(readQuery('a;b=1&port=%zz&port=5%')).toEqual([
      { broken: 'a semicolon, which must be written %3B' },
      { broken: 'a "%" without two hexadecimal digits behind it' },
      { broken: 'a "%" without two hexadecimal digits behind it' },
    ]);
  });

  it('says that bytes are not text', () => {
    expect(readQuery('unix-socket=%FF')).toEqual([{ key: 'unix-socket', value: '%FF', isText: false }]);
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(readQuery(`key=${writeQueryValue(value)}`)).toEqual([{ key: 'key', value, isText: true }]);
      }),
    );
  });

  it('reads and writes any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readQuery(text)).toBeInstanceOf(Array);
        expect(writeQueryValue(text)).not.toContain('&');
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeExchangeResponse, encodeExchangeRequest } from './exchange-message';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the request of the metadata exchange', () => {
  it('is, byte by byte, a length and three fields', () => {
    expect(encodeExchangeRequest({ userAgent: 'a/1', authType: 'PASSWORD', token: 't' })).toEqual(hex('0000000a 0a03 612f31 1001 1a01 74'));
  });

  it('says AUTO_IAM for IAM', () => {
    expect(encodeExchangeRequest({ userAgent: '', authType: 'IAM', token: '' })).toEqual(hex('00000006 0a00 1002 1a00'));
  });

  it('has the length of a long token in several bytes', () => {
    const bytes = encodeExchangeRequest({ userAgent: '', authType: 'IAM', token: 'x'.repeat(1300) });
    expect(bytes.subarray(0, 11)).toEqual(hex('0000051b 0a00 1002 1a 940a'));
  });
});

describe('the response of the metadata exchange', () => {
  it.each([
    ['OK', '08 01', undefined],
    ['an error', '08 02 12 02 6e6f', 'no'],
    ['neither', '', ''],
    ['OK among fields that nobody knows', '1a 01 78 25 00000000 29 0000000000000000 08 01 f801 ffffffffff7f', undefined],
  ])('is %s', (_, bytes, refused) => {
    expect(decodeExchangeResponse(hex(bytes))).toEqual({ refused });
  });

  it.each([
    ['08', 'a field is longer than its message'],
    ['12 05 6e6f', 'a field is longer than its message'],
    ['0b', 'the wire type 3 is unknown'],
    ['08 ffffffffffffffffffffff', 'a number is longer than ten bytes'],
  ])('is refused where it is none: %s', (bytes, reason) => {
    expect(() => decodeExchangeResponse(hex(bytes))).toThrow(reason);
  });

  it('is read or refused, and never anything else, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          expect(decodeExchangeResponse(Buffer.from(bytes))).toHaveProperty('refused');
        } catch (error) {
          expect(String(error)).toMatch(/^Error: (a field|a number|the wire type)/);
        }
      }),
    );
  });
});

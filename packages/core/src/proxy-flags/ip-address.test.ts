import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, isUnspecified, readIpAddress } from './ip-address';

const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f:.]{1,20}$/), fc.string());
const loopback = (text: string): boolean => isLoopback(readIpAddress(text) ?? []);
const unspecified = (text: string): boolean => isUnspecified(readIpAddress(text) ?? [1]);

describe('an IP address', () => {
  it('is what Node takes for one, but for a zone', () => {
    fc.assert(
      fc.property(address, (text) => {
        expect(readIpAddress(text) !== undefined).toBe(isIP(text) !== 0 && !text.includes('%'));
      }),
    );
  });

  it('has eight groups', () => {
    expect(readIpAddress('2001:db8::10.0.0.1')).toEqual([0x2001, 0xdb8, 0, 0, 0, 0, 0x0a00, 1]);
    expect(readIpAddress('127.0.0.1')).toEqual(readIpAddress('::ffff:127.0.0.1'));
  });

  it.each(['localhost', '127.1', '0127.0.0.1', '256.0.0.1', '1.2.3', '', ':', ':::', '1::2::3', 'fe80::1%eth0', '[::1]'])(
    'is not %j',
    (text) => {
      expect(readIpAddress(text)).toBeUndefined();
    },
  );

  it('is a loopback address or not', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(loopback)).toEqual([true, true, true, true]);
    expect(['0.0.0.0', '::', '10.0.0.1', '::2', '128.0.0.1'].map(loopback)).toEqual([false, false, false, false, false]);
  });

  it('is all addresses or not', () => {
    expect(['0.0.0.0', '::', '0:0:0:0:0:0:0:0'].map(unspecified)).toEqual([true, true, true]);
    expect(['127.0.0.1', '::1', '0.0.0.1'].map(unspecified)).toEqual([false, false, false]);
  });
});

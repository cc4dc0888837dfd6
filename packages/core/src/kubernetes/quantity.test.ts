import { describe, expect, it } from 'vitest';
import { bytesOf, canonicalCpu, canonicalMemory, millicoresOf } from './quantity';

describe('a quantity, as an API server writes it back', () => {
  it.each([
    ['100m', '100m'],
    ['0.5', '500m'],
    ['1000m', '1'],
    ['1.5', '1500m'],
    ['2', '2'],
    ['0.25', '250m'],
    ['.5', '500m'],
    ['1.0000', '1'],
  ])('of CPU %s is %s', (written, canonical) => {
    expect(canonicalCpu(written)).toBe(canonical);
  });

  it.each([
    ['99Mi', '99Mi'],
    ['1024Mi', '1Gi'],
    ['1Gi', '1Gi'],
    ['1048576Ki', '1Gi'],
    ['128M', '128M'],
    ['1000M', '1G'],
    ['134217728', '134217728'],
    ['128000000', '128M'],
    ['1.5Gi', '1536Mi'],
    ['0.5G', '500M'],
    ['1Pi', '1Pi'],
    ['1024Ti', '1Pi'],
  ])('of memory %s is %s', (written, canonical) => {
    expect(canonicalMemory(written)).toBe(canonical);
  });

  it.each(['', 'much', '-1', '1.5.2', '0.5m', '1 Gi', '100n', '0.0001', '.'])('%j is none of CPU', (written) => {
    expect(canonicalCpu(written)).toBeUndefined();
  });

  it.each(['', 'much', '0', '0.1', '1.0001Ki', '.', 'Gi', '128MB', '12 Mi'])('%j is none of memory', (written) => {
    expect(canonicalMemory(written)).toBeUndefined();
  });

  it('can be compared', () => {
    expect([millicoresOf('0.5'), millicoresOf('500m'), millicoresOf('9'.repeat(30))]).toEqual([500n, 500n, BigInt('9'.repeat(30)) * 1000n]);
    expect([bytesOf('1Gi'), bytesOf('1024Mi'), bytesOf('1G')]).toEqual([1073741824n, 1073741824n, 1000000000n]);
  });
});

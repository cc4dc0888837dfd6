import { describe, expect, it } from 'vitest';
import { proxyMemoryMebibytes } from './proxy-memory';

describe('the memory of a proxy', () => {
  /** Highest resident memory measured with version 1.17.1, in MiB: connections, all opened at once or active. */
  it.each([
    [10, 33.8],
    [100, 47.0],
    [500, 66.2],
    [1000, 103.1],
  ])('covers what %i connections were measured to need', (connections, measured) => {
    expect(proxyMemoryMebibytes(connections, false)).toBeGreaterThan(measured);
  });

  it('is 99 MiB for the default of 500 connections, and 27 MiB more with an exec probe', () => {
    expect(proxyMemoryMebibytes(500, false)).toBe(99);
    expect(proxyMemoryMebibytes(500, true)).toBe(126);
  });
});

import { describe, expect, it } from 'vitest';
import { canonicalCpu, canonicalMemory } from './quantity';

describe('a quantity, as an API server writes it back', () => {
  it.each([
    ['100m', '100m'],
    ['0.5', '500m'],
    ['1000m', '1'],
    ['1.5', '1500m'],
    ['2', '2'],
    ['0.25', '250m'],
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
  ])('of memory %s is %s', (written, canonical) => {
    expect(canonicalMemory(written)).toBe(canonical);
  });

  it.each(['', 'much', '-1', '1.5.2', '0.5m', '1 Gi', '100n'])('%j is none of CPU', (written) => {
    expect(canonicalCpu(written)).toBeUndefined();
  });

  it.each(['', 'much', '0', '1.5Gi', '128MB', '12 Mi'])('%j is none of memory', (written) => {
    expect(canonicalMemory(written)).toBeUndefined();
  });
});

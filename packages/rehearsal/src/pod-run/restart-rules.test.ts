import { describe, expect, it } from 'vitest';
import { isStartedAgain, RestartBackOff } from './restart-rules';

describe('the back-off of restarts', () => {
  it('is nothing at first, then 10 s, and doubles up to 5 minutes', () => {
    const backOff = new RestartBackOff();
    expect(Array.from({ length: 8 }, () => backOff.waitAfter(100) / 1000)).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  });

  it('begins anew after ten good minutes', () => {
    const backOff = new RestartBackOff();
    backOff.waitAfter(0);
    backOff.waitAfter(0);
    expect([backOff.waitAfter(600_000), backOff.waitAfter(0)]).toEqual([0, 10_000]);
  });
});

describe('the restart of a container', () => {
  it('of a native sidecar happens always', () => {
    expect(isStartedAgain('native sidecar', 'Never', 0)).toBe(true);
  });

  it.each([
    ['regular init container', 'Always', 0, false],
    ['regular init container', 'Always', 1, true],
    ['regular init container', 'OnFailure', 1, true],
    ['regular init container', 'Never', 1, false],
    ['container', 'Always', 0, true],
    ['container', 'OnFailure', 0, false],
    ['container', 'OnFailure', 143, true],
    ['container', 'Never', 1, false],
  ] as const)('of a %s with restartPolicy %s after exit code %d: %s', (place, policy, exitCode, expected) => {
    expect(isStartedAgain(place, policy, exitCode)).toBe(expected);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationDrainWithin, type ShutdownInput, shutdownTiming } from './shutdown-timing';

const input: fc.Arbitrary<ShutdownInput> = fc.record({
  sidecar: fc.constantFrom('native' as const, 'classic' as const),
  endsByItself: fc.boolean(),
  applicationDrainSeconds: fc.nat(600),
  proxyDrainSeconds: fc.nat(120),
  processes: fc.integer({ min: 1, max: 4 }),
});

describe('the shutdown of a pod', () => {
  it('with a native sidecar leaves the waiting to the kubelet', () => {
    expect(
      shutdownTiming({ sidecar: 'native', endsByItself: false, applicationDrainSeconds: 20, proxyDrainSeconds: 10, processes: 1 }),
    ).toEqual({
      minSigtermDelaySeconds: 0,
      maxSigtermDelaySeconds: 10,
      exitZero: true,
      quitByRequest: false,
      gracePeriodSeconds: 35,
    });
  });

  it('with a classic sidecar goes on serving until the application has stopped', () => {
    expect(
      shutdownTiming({ sidecar: 'classic', endsByItself: false, applicationDrainSeconds: 20, proxyDrainSeconds: 10, processes: 2 }),
    ).toEqual({
      minSigtermDelaySeconds: 20,
      maxSigtermDelaySeconds: 10,
      exitZero: false,
      quitByRequest: false,
      gracePeriodSeconds: 35,
    });
  });

  it('of a Job waits for no connection: the application has ended', () => {
    const native = shutdownTiming({
      sidecar: 'native',
      endsByItself: true,
      applicationDrainSeconds: 30,
      proxyDrainSeconds: 10,
      processes: 1,
    });
    expect(native).toMatchObject({ maxSigtermDelaySeconds: 0, exitZero: true, quitByRequest: false });
    const classic = shutdownTiming({
      sidecar: 'classic',
      endsByItself: true,
      applicationDrainSeconds: 30,
      proxyDrainSeconds: 10,
      processes: 1,
    });
    expect(classic).toMatchObject({ maxSigtermDelaySeconds: 0, quitByRequest: true });
  });

  it('always leaves more time than both drains take, one proxy after the other where they are native', () => {
    fc.assert(
      fc.property(input, (given) => {
        const timing = shutdownTiming(given);
        const proxies = timing.maxSigtermDelaySeconds * (given.sidecar === 'native' ? given.processes : 1);
        expect(timing.gracePeriodSeconds).toBeGreaterThan(given.applicationDrainSeconds + proxies);
      }),
    );
  });

  it('never asks for exit code 0 and a minimum delay together, since the proxy then skips the delay', () => {
    fc.assert(
      fc.property(input, (given) => {
        const timing = shutdownTiming(given);
        expect(timing.exitZero && timing.minSigtermDelaySeconds > 0).toBe(false);
      }),
    );
  });

  it('within a given grace period leaves the application what the proxy does not need', () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 0, max: 900 }), (given, grace) => {
        const left = applicationDrainWithin(grace, given);
        expect(shutdownTiming({ ...given, applicationDrainSeconds: left }).gracePeriodSeconds).toBe(grace);
      }),
    );
  });
});

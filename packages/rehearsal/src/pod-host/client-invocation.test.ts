import { describe, expect, it } from 'vitest';
import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import { clientEnvironment, drainSeconds } from './client-invocation';

function plan(place: ContainerPlan['place'], flags: object, terminationGracePeriodSeconds = 30): PodPlan {
  const proxy = { role: 'proxy', place, invocation: { flags, instances: [] } } as Partial<ContainerPlan> as ContainerPlan;
  const [initContainers, containers] = place === 'container' ? [[], [proxy]] : [[proxy], []];
  return { initContainers, containers, terminationGracePeriodSeconds } as Partial<PodPlan> as PodPlan;
}

describe('how long an application drains', () => {
  it('is two seconds where nobody asks for more', () => {
    expect(drainSeconds(plan('native sidecar', {}), { drain: 'short' })).toBe(2);
  });

  it('is what the grace period leaves beside native sidecars', () => {
    expect(drainSeconds(plan('native sidecar', { maxSigtermDelay: '10s' }, 35), { drain: 'full' })).toBe(20);
  });

  it('is what a classic sidecar waits for it, but for the second in which that closes its listeners', () => {
    expect(drainSeconds(plan('container', { minSigtermDelay: '1m5s', maxSigtermDelay: '5s' }, 80), { drain: 'full' })).toBe(64);
    expect(drainSeconds(plan('container', { minSigtermDelay: '5s' }, 60), { drain: 'full' })).toBe(4);
    expect(drainSeconds(plan('container', {}), { drain: 'full' })).toBe(2);
  });
});

describe('the environment of a stand-in', () => {
  it('is that of its container, without what would change the stand-in itself', () => {
    expect(clientEnvironment({ environment: { PGHOST: 'localhost', NODE_OPTIONS: '--require dd-trace' } })).toEqual({
      PGHOST: 'localhost',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { livenessProbe, pod, proxy } from '../verdict/pod.fixture';
import type { PodPlace, RunningContainer } from './pod-place';
import { runPod } from './run-pod';

const refused = 'dial tcp: connection refused';

/** A pod whose proxy runs until it is told to end, and answers no probe. */
const deaf: PodPlace = {
  address: '127.0.0.2',
  start: () => {
    let end: (code: number) => void = () => {};
    const ended = new Promise<number>((resolve) => {
      end = resolve;
    });
    const running: RunningContainer = { ended, kill: () => end(0) };
    return Promise.resolve(running);
  },
  probe: () => Promise.resolve({ outcome: 'failure', message: refused }),
  listens: () => Promise.resolve(false),
  act: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
};

const options = { beganAt: 0, onEvent: () => {}, signal: new AbortController().signal };

describe('the run of a pod', () => {
  it.each(['liveness', 'startup'] as const)('sees the last failure of a %s probe that is due when its patience ends', async (kind) => {
    const probe = { ...livenessProbe, kind, periodSeconds: 0.2 };
    const plan = pod({ initContainers: [proxy({ probes: [probe] })], containers: [], terminationGracePeriodSeconds: 0 });
    // The first probing is after one period, the third after three.
    const { containers } = await runPod(plan, deaf, { ...options, patienceSeconds: 0.45 });
    expect(containers[0]?.probeFailures[0]?.count).toBeGreaterThanOrEqual(probe.failureThreshold);
  });

  it('waits no longer than twice its patience for a probe that takes its time', async () => {
    const probe = { ...livenessProbe, kind: 'readiness' as const, periodSeconds: 0.1, failureThreshold: 1_000 };
    const plan = pod({
      initContainers: [],
      containers: [proxy({ place: 'container', probes: [probe] })],
      terminationGracePeriodSeconds: 0,
    });
    const { ready } = await runPod(plan, deaf, { ...options, patienceSeconds: 0.3 });
    expect(ready).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { ProbePlan } from '../pod-plan/probe-plan';
import { ProbeSchedule } from './probe-schedule';

const plan = (fields: Partial<ProbePlan> = {}): ProbePlan => ({
  kind: 'startup',
  action: { kind: 'tcpSocket', port: 9090 },
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
  ...fields,
});

describe('the schedule of a probe', () => {
  it('begins within the first period, and goes on with it', () => {
    const schedule = new ProbeSchedule(plan(), 0, 200);
    expect(schedule.next).toBe(200);
    schedule.record('failure', 250);
    expect(schedule.next).toBe(10_200);
  });

  it('skips the ticks before the initial delay is over', () => {
    expect(new ProbeSchedule(plan({ initialDelaySeconds: 10 }), 1000, 1200).next).toBe(11_200);
    expect(new ProbeSchedule(plan({ initialDelaySeconds: 5, periodSeconds: 2 }), 0, 200).next).toBe(6200);
  });

  it('goes on at once after a probing that took longer than the period', () => {
    const schedule = new ProbeSchedule(plan({ periodSeconds: 1, timeoutSeconds: 5 }), 0, 200);
    schedule.record('failure', 5200);
    expect(schedule.next).toBe(5200);
  });

  it('fails at the failure threshold, counted in a row', () => {
    const schedule = new ProbeSchedule(plan(), 0, 200);
    const turns = (['failure', 'failure', 'success', 'failure', 'failure', 'failure'] as const).map((outcome) =>
      schedule.record(outcome, 0),
    );
    expect(turns).toEqual([undefined, undefined, 'passed', undefined, undefined, 'failed']);
  });

  it('passes at the success threshold', () => {
    const schedule = new ProbeSchedule(plan({ kind: 'readiness', successThreshold: 2 }), 0);
    expect([schedule.record('success', 0), schedule.record('success', 0)]).toEqual([undefined, 'passed']);
  });

  it('throws away what errored', () => {
    const schedule = new ProbeSchedule(plan({ failureThreshold: 2 }), 0);
    const turns = (['failure', 'errored', 'failure'] as const).map((outcome) => schedule.record(outcome, 0));
    expect(turns).toEqual([undefined, undefined, 'failed']);
  });

  it('sends the readiness probe at once when the startup probe has passed, and the liveness probe at its tick', () => {
    const [readiness, liveness] = (['readiness', 'liveness'] as const).map((kind) => new ProbeSchedule(plan({ kind }), 0, 200));
    for (const schedule of [readiness, liveness]) schedule?.open(3000);
    expect([readiness?.next, liveness?.next]).toEqual([3000, 10_200]);
  });

  it('keeps the initial delay of a readiness probe behind a startup probe', () => {
    const schedule = new ProbeSchedule(plan({ kind: 'readiness', initialDelaySeconds: 20 }), 0);
    schedule.open(3000);
    expect(schedule.next).toBe(20_000);
  });
});

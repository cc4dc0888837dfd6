import type { ProbePlan } from '../pod-plan/probe-plan';

/** What one probing found. An errored one (its program is not there) is thrown away by kubelet. */
export type ProbeOutcome = 'success' | 'failure' | 'errored';

/** What a probing changes: the probe now counts as passed, or as failed. */
export type ProbeTurn = 'passed' | 'failed' | undefined;

/**
 * When kubelet sends the probes of a container, and what their results add up to. Times are milliseconds.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/prober/worker.go
 */
export class ProbeSchedule {
  readonly plan: ProbePlan;
  readonly #grid: number;
  readonly #notBefore: number;
  #next: number;
  #last: ProbeOutcome | undefined;
  #run = 0;

  /** @param firstTick any moment of the first period: on a node it is there by chance */
  constructor(plan: ProbePlan, startedAt: number, firstTick: number = startedAt) {
    this.plan = plan;
    this.#grid = firstTick;
    this.#notBefore = startedAt + plan.initialDelaySeconds * 1000;
    this.#next = this.#tickFrom(this.#notBefore);
  }

  /** When the next probing is due. */
  get next(): number {
    return this.#next;
  }

  /** The startup probe has passed: the readiness probe is sent at once, the liveness probe at its next tick. */
  open(now: number): void {
    const from = Math.max(now, this.#notBefore);
    this.#next = this.plan.kind === 'readiness' ? from : this.#tickFrom(from);
  }

  /** Takes the result of a probing that ended at `now`. */
  record(outcome: ProbeOutcome, now: number): ProbeTurn {
    this.#next = Math.max(this.#next + this.plan.periodSeconds * 1000, now);
    if (outcome === 'errored') return undefined;
    this.#run = outcome === this.#last ? this.#run + 1 : 1;
    this.#last = outcome;
    if (outcome === 'failure') return this.#run >= this.plan.failureThreshold ? 'failed' : undefined;
    return this.#run >= this.plan.successThreshold ? 'passed' : undefined;
  }

  #tickFrom(time: number): number {
    const period = this.plan.periodSeconds * 1000;
    return this.#grid + Math.max(0, Math.ceil((time - this.#grid) / period)) * period;
  }
}

import type { Clock } from '../clock';

/** How many refreshes may follow each other at once. */
const burst = 2;

/** Lets two refreshes pass at once, and then one in each interval. Source: the limiter of alloydb-go-connector, internal/alloydb/instance.go */
export class RefreshLimiter {
  readonly #clock: Clock;
  readonly #interval: number;
  /** What has been saved up, in milliseconds: a refresh costs an interval. */
  #saved: number;
  #countedAt: number;

  constructor(interval: number, clock: Clock) {
    this.#interval = interval;
    this.#clock = clock;
    this.#countedAt = clock.now();
    this.#saved = burst * interval;
  }

  /** How long until the next refresh may begin, in milliseconds; 0 if it may now. */
  get wait(): number {
    this.#count();
    return Math.max(0, this.#interval - this.#saved);
  }

  /** Takes one. It is for whoever has seen that the wait is over. */
  take(): void {
    this.#count();
    this.#saved -= this.#interval;
  }

  #count(): void {
    const now = this.#clock.now();
    // A clock that is set back must not stop everything.
    const passed = Math.max(0, now - this.#countedAt);
    this.#countedAt = now;
    this.#saved = Math.min(burst * this.#interval, this.#saved + passed);
  }
}

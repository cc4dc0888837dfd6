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
    return this.#waitFor(1);
  }

  /** The same for a refresh that leaves one for whoever needs it more. */
  get waitWithOneLeft(): number {
    return this.#waitFor(2);
  }

  /** How long one refresh waits for the one before it, in milliseconds, where nothing has been saved up. */
  get interval(): number {
    return this.#interval;
  }

  /** Takes one. It is for whoever has seen that the wait is over. */
  take(): void {
    this.#count();
    this.#saved -= this.#interval;
  }

  #waitFor(refreshes: number): number {
    this.#count();
    return Math.max(0, refreshes * this.#interval - this.#saved);
  }

  #count(): void {
    const now = this.#clock.now();
    // A clock that is set back must not stop everything.
    const passed = Math.max(0, now - this.#countedAt);
    this.#countedAt = now;
    this.#saved = Math.min(burst * this.#interval, this.#saved + passed);
  }
}

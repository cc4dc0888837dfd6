import type { Clock } from './clock';

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(now = 1_800_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): ReturnType<Clock['after']> {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.push(timer);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      },
      hold: () => {},
    };
  }

  /** When the timers that are set go off, in milliseconds from now. */
  get timers(): readonly number[] {
    return this.#timers.map(({ at }) => at - this.#now).sort((left, right) => left - right);
  }

  /** The time passes, with what is due in it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      // A refresh takes a turn itself.
      await settled();
      await settled();
    }
    this.#now = end;
    await settled();
  }

  /** The time passes, and nobody notices: the machine sleeps. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** What was to be done at once is done. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

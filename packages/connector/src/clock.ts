/** A timer that is running. */
export interface Timer {
  /** Ends it. Nothing happens if it is over. */
  cancel(): void;
  /** From now on it keeps the process alive. */
  hold(): void;
}

/** The time, and timers on it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `callback` once, after so many milliseconds. Until it is told to, the timer keeps no process alive. */
  after(milliseconds: number, callback: () => void): Timer;
}

/** The longest that a timer of Node takes. */
const longestTimer = 2 ** 31 - 1;

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timeout = setTimeout(callback, Math.min(Math.max(0, milliseconds), longestTimer)).unref();
    return { cancel: () => clearTimeout(timeout), hold: () => void timeout.ref() };
  },
};

/** Keeps the process alive until what it gives is called. */
export function holdProcess(): () => void {
  const timer = setInterval(() => {}, longestTimer);
  return () => clearInterval(timer);
}

/**
 * Waits, and keeps the process alive meanwhile unless `hold` is false.
 *
 * @throws the reason of `signal` as soon as that is aborted
 */
export function pause(milliseconds: number, clock: Clock, signal: AbortSignal, hold: boolean = true): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = (): void => {
      timer.cancel();
      reject(signal.reason);
    };
    const timer = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
    if (hold) timer.hold();
    signal.addEventListener('abort', abort, { once: true });
  });
}

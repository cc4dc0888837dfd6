/** Waits for conditions on a state that many things change. */
export class Changes {
  readonly #waiting = new Set<() => void>();

  /** Something has changed. */
  notify(): void {
    for (const check of this.#waiting) check();
  }

  /** Fulfilled with true when the condition holds, with false when it does not after so many milliseconds. */
  until(condition: () => boolean, milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (held: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(held);
      };
      const check = (): void => {
        if (condition()) end(true);
      };
      const timer = setTimeout(() => end(condition()), Math.max(0, milliseconds));
      this.#waiting.add(check);
      check();
    });
  }
}

/** Waits; an abort ends the wait early. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(end, Math.max(0, milliseconds));
    function end(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    }
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** Whether a promise is fulfilled within so many milliseconds. */
export function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const late = new AbortController();
  const timer = pause(milliseconds, late.signal).then(() => false);
  return Promise.race([promise.then(() => true), timer]).finally(() => late.abort());
}

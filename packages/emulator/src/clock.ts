/** The time of the emulator, which a fault can set apart from that of the machine. */
export class Clock {
  #skewMilliseconds = 0;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#skewMilliseconds;
  }

  /** Sets the clock ahead of that of the machine (or behind it, with a negative number). */
  skew(milliseconds: number): void {
    this.#skewMilliseconds = milliseconds;
  }
}

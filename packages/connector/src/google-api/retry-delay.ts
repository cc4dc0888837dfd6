/** How often a call is tried in all. */
export const tries = 5;

/** The longest wait between two tries, in milliseconds. */
const longest = 30_000;

/**
 * How long to wait before the next try, in milliseconds: growing by the golden ratio with some chance in it, or what the server asks
 * for where that is longer. A server that asks for no time at all, or whose date has passed here, is not tried five times at once.
 *
 * @param failed how many tries have failed so far
 * @param retryAfter the header `Retry-After`: seconds, or a date
 * @param random between 0 and 1
 */
export function retryDelay(failed: number, retryAfter: string | undefined, random: number, now: number): number {
  const asked = retryAfter === undefined ? Number.NaN : afterOf(retryAfter, now);
  const own = 200 * 1.618 ** (failed - 1 + random);
  return Math.min(longest, Number.isNaN(asked) ? own : Math.max(own, asked));
}

function afterOf(text: string, now: number): number {
  return /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
}

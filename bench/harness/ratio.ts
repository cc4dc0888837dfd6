import type { Bench } from './bench';

export interface RatioOptions {
  readonly name: string;
  readonly goal: number;
  /** What is judged. */
  readonly numerator: () => void;
  /** What it is judged against. */
  readonly denominator: () => void;
  /** The least time that one measurement takes; what is quicker is repeated within it. @default 30 milliseconds */
  readonly sampleMilliseconds?: number;
  readonly rounds?: number;
}

/** Compares two functions in this process. */
export function ratio({ numerator, denominator, sampleMilliseconds = 30, ...bench }: RatioOptions): Bench {
  let repeats: { readonly numerator: number; readonly denominator: number } | undefined;
  return {
    ...bench,
    round: (order) => {
      repeats ??= { numerator: repeatsFor(numerator, sampleMilliseconds), denominator: repeatsFor(denominator, sampleMilliseconds) };
      const { numerator: ofNumerator, denominator: ofDenominator } = repeats;
      if (order === 'numerator-first') {
        return { numerator: time(numerator, ofNumerator), denominator: time(denominator, ofDenominator) };
      }
      const denominatorTime = time(denominator, ofDenominator);
      return { numerator: time(numerator, ofNumerator), denominator: denominatorTime };
    },
  };
}

/** Milliseconds of one call, from as many calls as asked. */
function time(work: () => void, repeats: number): number {
  const started = performance.now();
  for (let index = 0; index < repeats; index += 1) work();
  return (performance.now() - started) / repeats;
}

/** How many calls fill a sample, found after the engine has had as many calls to warm up on. */
function repeatsFor(work: () => void, milliseconds: number): number {
  let repeats = 1;
  while (time(work, repeats) * repeats < milliseconds) repeats *= 2;
  return Math.max(1, Math.round(milliseconds / time(work, repeats)));
}

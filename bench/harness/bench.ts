/** Something whose cost is compared with the cost of something else, in one run. */
export interface Bench {
  /** What costs how much of what, as in `require of core / require of cdk8s`. */
  readonly name: string;
  /** The highest ratio that is still good. */
  readonly goal: number;
  /** The two costs of one round, in any one unit. */
  readonly round: (order: 'numerator-first' | 'denominator-first') => RoundCosts | Promise<RoundCosts>;
  /** How many rounds count. @default 9 */
  readonly rounds?: number;
}

export interface RoundCosts {
  readonly numerator: number;
  readonly denominator: number;
}

/** One row of bench/results.json. */
export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ratio';
  readonly goal: number;
  readonly pass: boolean;
}

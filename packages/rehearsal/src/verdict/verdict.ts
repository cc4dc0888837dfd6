import { type CaseValues, type CauseCode, explainCause } from '@alloydb-gke/core';
import type { Expectation, ExpectationCode, Failure, Repair } from './expectation';

/** What is wrong, before it has words. */
export interface FoundCause {
  /** Undefined where nothing in the table fits. */
  readonly cause: CauseCode | undefined;
  readonly values?: Partial<CaseValues>;
  /** Further cases of the same cause: a second role that is missing as well. */
  readonly more?: readonly Partial<CaseValues>[];
  readonly seen: string;
  readonly proxyLine?: string;
}

/** What is expected. */
export interface Wish {
  readonly code: ExpectationCode;
  readonly subject: string;
  readonly text: string;
  readonly brief: string;
}

/** Gathers the expectations. One failure has one cause: what fails because of another failure is not reached. */
export class Verdict {
  readonly #all: Expectation[] = [];
  /** The causes so far, each with its repairs: the same again is the same failure. */
  readonly #known = new Set<string>();
  readonly #troubled = new Set<string>();

  get all(): readonly Expectation[] {
    return this.#all;
  }

  passed(wish: Wish, milliseconds?: number): void {
    this.#all.push({ ...wish, result: 'passed', ...(milliseconds !== undefined && { milliseconds }) });
  }

  notReached(wish: Wish): void {
    this.#all.push({ ...wish, result: 'not-reached' });
  }

  /** @param milliseconds how long it took to fail */
  failed(wish: Wish, found: FoundCause, milliseconds?: number): void {
    const failure = failureOf(found);
    const key = JSON.stringify([failure.cause, failure.cause === undefined ? failure.seen : failure.repairs]);
    if (this.#known.has(key)) return this.notReached(wish);
    this.#known.add(key);
    this.#all.push({ ...wish, result: 'failed', ...(milliseconds !== undefined && { milliseconds }), failure });
  }

  /** Whether something else has failed that looked the same: where nothing more is known, it is the same failure. */
  hasSeen(seen: string): boolean {
    return this.#all.some(({ failure }) => failure?.seen === seen);
  }

  /** From now on, what depends on this is not reached. */
  trouble(what: string): void {
    this.#troubled.add(what);
  }

  isTroubled(what: string): boolean {
    return this.#troubled.has(what);
  }
}

function failureOf({ cause, values = {}, more = [], seen, proxyLine }: FoundCause): Failure {
  const line = proxyLine === undefined ? {} : { proxyLine };
  if (cause === undefined) return { cause, seen, ...line, explanation: 'What was seen fits no cause that is known.', repairs: [] };
  const explained = [values, ...more].map((one) => explainCause(cause, one));
  const explanation = [...new Set(explained.map((one) => one.explanation))].join(' ');
  return { cause, seen, ...line, explanation, repairs: withoutTwins(explained.flatMap(({ repairs }) => repairs)) };
}

/** Commands first, as they come; what is said twice once. */
function withoutTwins(repairs: readonly Repair[]): readonly Repair[] {
  return repairs.filter((one, index) => repairs.findIndex(({ kind, text }) => kind === one.kind && text === one.text) === index);
}

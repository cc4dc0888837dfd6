import type { Operation } from './provider-call';

/** Where in a call it fails. `half-made` is what the engine calls a resource that failed to initialise: it exists, and is not ready. */
export type FailurePoint = 'before' | 'half-made';

/** The calls that fail on purpose. */
export class FailurePlan {
  readonly #named = new Map<string, FailurePoint>();
  readonly #happened = new Set<string>();
  readonly #everyFirst = new Map<Operation, FailurePoint>();

  /** The next call of this operation on a resource of this name fails. */
  fail(operation: Operation, name: string, point: FailurePoint = 'before'): void {
    this.#named.set(`${operation} ${name}`, point);
  }

  /** From now on these operations, and no others, fail once for each resource. */
  failEachOnce(operations: readonly Operation[], point: FailurePoint = 'before'): void {
    this.#everyFirst.clear();
    this.#happened.clear();
    for (const operation of operations) this.#everyFirst.set(operation, point);
  }

  /** Where the call fails, if it does. A failure that is asked for happens once. */
  take(operation: Operation, name: string, urn: string): FailurePoint | undefined {
    const key = `${operation} ${name}`;
    const named = this.#named.get(key);
    this.#named.delete(key);
    if (named) return named;
    const isFirst = !this.#happened.has(`${operation} ${urn}`);
    this.#happened.add(`${operation} ${urn}`);
    return isFirst ? this.#everyFirst.get(operation) : undefined;
  }
}

import { runInThisContext } from 'node:vm';

/** Says whether a rejection that nobody handles is its own; it is then told to nobody else. */
export type RejectionTaker = (error: unknown) => boolean;

/** Stands before the listeners of Node's process: what the taker in force does not take goes to them, as if there were no gate. */
interface RejectionGate {
  /** Puts a taker in force, in the place of the one before. The gate does not keep it alive. */
  hold(taker: RejectionTaker): void;
}

/**
 * One for the whole process. jest runs every test file in a realm of its own, with a copy of `process` that Node tells nothing
 * of; the test runner itself listens on Node's. So the gate is made in Node's realm, where it outlives the test file: nothing
 * that it keeps may be of the file's realm, which could never be freed.
 *
 * It changes no listeners, since runners save them, put them back and emit again. It stays before whatever else is put in the
 * place of `emit`: what jest writes files with puts back the one that it found, in the middle of a test.
 */
export const rejectionGate = runInThisContext(`
  process[Symbol.for('@alloydb-gke/pulumi/testing/rejection-gate')] ??= (() => {
    let held;
    const gates = new WeakSet();
    const gateBefore = (emit) => {
      if (gates.has(emit)) return emit;
      const gate = function (event, ...details) {
        if (event === 'unhandledRejection' && held?.deref()?.(details[0])) return true;
        return emit.call(this, event, ...details);
      };
      gates.add(gate);
      return gate;
    };
    let gate = gateBefore(process.emit);
    Object.defineProperty(process, 'emit', {
      configurable: true,
      get: () => gate,
      set(emit) {
        // A copy of the process has this property, too.
        if (this === process) gate = gateBefore(emit);
        else Object.defineProperty(this, 'emit', { value: emit, configurable: true, enumerable: true, writable: true });
      },
    });
    return { hold: (taker) => void (held = new WeakRef(taker)) };
  })()
`) as RejectionGate;

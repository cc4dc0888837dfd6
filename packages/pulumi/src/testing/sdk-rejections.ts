import { ModelError } from '@alloydb-gke/core';

type Listener = NodeJS.UnhandledRejectionListener;

/** Whose rejections are taken, by the listener that takes them. */
const takers = new WeakSet<Listener>();

/**
 * Takes the errors with which inputs of a resource end before the engine hears of it. The SDK has nobody to give them to: it
 * leaves them as unhandled rejections, which end a real program. Every other rejection goes where it went before.
 */
export function takeRejections(onError: (error: unknown) => void): void {
  const others = process.listeners('unhandledRejection').filter((listener) => !takers.has(listener));
  const taker: Listener = (error, promise) => {
    if (isOfInputs(error)) return onError(error);
    if (others.length === 0) throw error;
    for (const listener of others) listener.call(process, error, promise);
  };
  takers.add(taker);
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', taker);
}

function isOfInputs(error: unknown): boolean {
  return error instanceof ModelError || (error instanceof Error && error.message.startsWith('error serializing '));
}

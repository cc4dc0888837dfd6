import { ModelError } from '@alloydb-gke/core';
import { type RejectionTaker, rejectionGate } from './rejection-gate';

/** Kept here, since the gate does not keep it alive. */
let inForce: RejectionTaker;

/**
 * Takes the errors with which inputs of a resource end before the engine hears of it. The SDK has nobody to give them to: it
 * leaves them as unhandled rejections, which end a real program. Every other rejection goes where it went before.
 */
export function takeRejections(onError: (error: unknown) => void): void {
  inForce = (error) => {
    const taken = isOfInputs(error);
    if (taken) onError(error);
    return taken;
  };
  rejectionGate.hold(inForce);
}

function isOfInputs(error: unknown): boolean {
  return error instanceof ModelError || (error instanceof Error && error.message.startsWith('error serializing '));
}

import { problem } from '../rehearsal-codes';
import { RehearsalError } from '../rehearsal-error';

/** The error for whoever says nothing of the cloud. */
export function cloudSideNotNamed(): RehearsalError {
  return new RehearsalError(problem('cloud-side-not-named', 'cloud', {}));
}

import type { DialStep } from './dial-steps';

/** The steps of the way to an instance that is known. */
export type WayStep = Exclude<DialStep, 'refresh'>;

/** A step on the way that failed, before it is explained. */
export class DialFailure extends Error {
  override readonly name: string = 'DialFailure';
  readonly step: WayStep;
  override readonly cause: unknown;

  constructor(step: WayStep, cause: unknown) {
    super(`The step ${step} failed.`);
    this.step = step;
    this.cause = cause;
  }
}

/** A step that took too long. */
export function tookTooLong(milliseconds: number): Error {
  return Object.assign(new Error(`no answer within ${milliseconds / 1000} seconds`), { code: 'ETIMEDOUT' });
}

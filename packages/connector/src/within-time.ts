/** How long a step that is out of time may take to say so, in milliseconds. */
const grace = 100;

/**
 * Runs `use` with a signal that is aborted with `signal`, when `use` is over, or when the time is. Then its reason is called
 * `TimeoutError`. The timer ends with whichever comes first.
 * `AbortSignal.any` and `AbortSignal.timeout` would do the same, and each leave something behind for every connection.
 */
export async function withinTime<Result>(
  milliseconds: number,
  signal: AbortSignal,
  use: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let late: (error: Error) => void = () => {};
  const over = new Promise<never>((_, reject) => {
    late = reject;
  });
  let timer = setTimeout(() => {
    const error = timeoutError(milliseconds);
    controller.abort(error);
    // It says itself what it waited for. What does not listen to its signal must not hold up everything for ever.
    timer = setTimeout(() => late(error), grace);
  }, milliseconds);
  const abort = (): void => {
    clearTimeout(timer);
    controller.abort(signal.reason);
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([use(controller.signal), over]);
  } finally {
    clearTimeout(timer);
    // What is still on its way has no purpose any more: the other of two calls, after one has failed.
    controller.abort();
    signal.removeEventListener('abort', abort);
  }
}

/** Whether something was aborted because it took too long. */
export function isTimeoutError(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}

function timeoutError(milliseconds: number): Error {
  return Object.assign(new Error(`no answer within ${milliseconds / 1000} seconds`), { name: 'TimeoutError' });
}

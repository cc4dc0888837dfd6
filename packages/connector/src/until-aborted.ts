/**
 * The outcome of `promise`, unless `signal` is aborted first. The promise is then left alone, and a late rejection of it is not
 * unhandled.
 *
 * @throws the reason of `signal`
 */
export function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

import { problem } from './rehearsal-codes';
import { RehearsalError } from './rehearsal-error';

/** The work, or that the rehearsal was ended before it was done: standard input may never end. @throws RehearsalError */
export async function unlessEnded<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  let end: () => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    end = () => reject(new RehearsalError(problem('rehearsal-aborted', 'rehearsal', {})));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', end);
    // Whichever came later has nobody who waits for it.
    work.catch(() => {});
    ended.catch(() => {});
  }
}

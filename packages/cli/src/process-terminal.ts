import { exitCodes } from './exit-codes';
import { outputTo, type Terminal } from './terminal';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long after the first Ctrl-C the next one means that somebody has lost patience, in milliseconds. */
const patience = 1000;

/**
 * The terminal of this process. A signal asks the command to end. Further ones change nothing, for one Ctrl-C often comes
 * twice: from the terminal, and passed on by npm or another parent. But Ctrl-C after a while ends the process at once.
 */
export function processTerminal(): Terminal {
  const ended = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  for (const signal of signals) {
    process.on(signal, () => {
      if (signal === 'SIGINT' && performance.now() - first > patience) process.exit(exitCodes.interrupted.code);
      first = Math.min(first, performance.now());
      ended.abort();
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    // `alloydb-gke … | head`: whoever has read enough closes the pipe.
    stream.on('error', () => ended.abort());
  }
  return { output: outputTo(process.stdout, process.env), errors: outputTo(process.stderr, process.env), signal: ended.signal };
}

import { type LogMessageCode, recogniseLogMessage } from '@alloydb-gke/core';
import { expect } from 'vitest';
import { atLast } from '../proxy-claims/claimed-proxy';

/** Codes of the entries of a log of the Auth Proxy, in which an entry may go on over several lines. */
export function recognised(log: string): readonly LogMessageCode[] {
  const entries = log.split(/\n(?=\d{4}\/\d\d\/\d\d |Error: )/);
  return entries.flatMap((entry) => recogniseLogMessage(entry)?.code ?? []);
}

/** Waits until a log says this: a client may hear of a failure before the log does. */
export async function expectLogged(log: () => string, code: LogMessageCode): Promise<void> {
  await atLast(
    () => recognised(log()),
    (codes) => codes.includes(code),
  );
  expect(recognised(log()), log()).toContain(code);
}

import { type LogMessageRow, logMessageTable } from './log-message-table';

/**
 * What an entry in the log of the Auth Proxy means; undefined for one that says nothing is wrong, or that is not known.
 *
 * @param entry one entry, plain or structured, with everything that belongs to it
 * @example
 * recogniseLogMessage('[p.r.c.i] failed to connect to instance: EOF')?.repair;
 */
export function recogniseLogMessage(entry: string): LogMessageRow | undefined {
  const text = messageOf(entry);
  return logMessageTable.find(({ pattern }) => pattern.test(text));
}

/** A structured entry is JSON with the text in it. */
function messageOf(entry: string): string {
  if (!entry.trimStart().startsWith('{')) return entry;
  try {
    const { message } = JSON.parse(entry) as { readonly message?: unknown };
    return typeof message === 'string' ? message : entry;
  } catch {
    return entry;
  }
}

/** What a client saw, as its records say it. */
export interface SeenError {
  readonly sqlstate?: string;
  readonly error: string;
}

/** An error of the PostgreSQL client without what nobody needs, and without the password. */
export function seenError(thrown: unknown, password?: string): SeenError {
  if (!(thrown instanceof Error)) return { error: 'something that is no error was thrown' };
  const { code, message } = thrown as Error & { readonly code?: unknown };
  // A name with several addresses gives an error of errors with an empty message.
  const inner = thrown instanceof AggregateError ? (thrown.errors as readonly Error[]).map(({ message: one }) => one).join(', ') : '';
  const text = (message || inner || String(code)).split('\n').join(' ');
  const error = password ? text.replaceAll(password, '…') : text;
  return { ...(typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && { sqlstate: code }), error };
}

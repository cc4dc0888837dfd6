/**
 * A foreign error without what it carries besides its message. The errors of HTTP clients hold whole requests, with tokens and keys.
 */
export function plainCause(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const plain = new Error(error.message);
  plain.name = error.name;
  if (error.stack !== undefined) plain.stack = error.stack;
  if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number')) Object.assign(plain, { code: error.code });
  return plain;
}

import { quote } from '../errors/quote';

/**
 * A value as it stands in a sentence. Where a value is missing, the next argument is taken for it, a flag or an instance URI
 * with a query: of those only the beginning is shown, since a secret may follow.
 */
export function showValue(value: unknown): string {
  if (typeof value !== 'string') return quote(value);
  const [, start, rest] = /^(--[^=]*|-[a-z]|[^?]*projects\/[^?]*\?)(.*)$/is.exec(value) ?? [];
  return start === undefined || rest === '' ? quote(value) : quote(`${start}…`);
}

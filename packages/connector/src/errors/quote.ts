const longest = 300;

/** A value as it may stand in a sentence: short, on one line, in quotation marks where it is text. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return shorten(JSON.stringify(value));
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}

/** A number of tries as it stands in a sentence. */
export function countedTries(count: number): string {
  return count === 1 ? '1 try' : `${count} tries`;
}

/** The reason of a foreign error, as the end of a sentence without its full stop. */
export function reasonOf(error: unknown): string {
  return foreignReason(error instanceof Error ? messageOf(error) : String(error));
}

/** A foreign text as the end of a sentence without its full stop. */
export function foreignReason(text: string): string {
  return shorten(text.replace(/\s+/g, ' ').trim()).replace(/[\s.:…]+$/, '') || 'it gave no reason';
}

/** Several failed addresses come as one error without a message. */
function messageOf(error: Error): string {
  if (error.message !== '') return error.message;
  const [first] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? first.message : error.name;
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

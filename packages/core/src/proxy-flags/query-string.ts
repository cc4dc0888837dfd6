/** One `key=value` of a query, decoded. */
export interface QueryPair {
  readonly key: string;
  readonly value: string;
  /** False where the decoded bytes are not UTF-8: then `key` or `value` is only near. */
  readonly isText: boolean;
}

/** What could not be read, to complete "it holds …". */
export interface BrokenQueryPair {
  readonly broken: string;
}

/**
 * Reads a query as Go's `url.ParseQuery` does: pairs between `&`, `+` for a space, no `;`, no `%` without two hexadecimal digits.
 * Source: https://pkg.go.dev/net/url#ParseQuery
 */
export function readQuery(query: string): readonly (QueryPair | BrokenQueryPair)[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map(readPair);
}

function readPair(pair: string): QueryPair | BrokenQueryPair {
  if (pair.includes(';')) return { broken: 'a semicolon, which must be written %3B' };
  const escape = /%(?![0-9a-fA-F]{2}).{0,2}/su.exec(pair);
  if (escape) return { broken: 'a "%" without two hexadecimal digits behind it' };
  const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
  const [decodedKey, decodedValue] = [decode(key), decode(value)];
  const isText = decodedKey !== undefined && decodedValue !== undefined;
  return { key: decodedKey ?? key, value: decodedValue ?? value, isText };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Writes a value so that {@link readQuery} gives it back. Slashes and colons stay readable. */
export function writeQueryValue(value: string): string {
  const wellFormed = value.replace(/[\ud800-\udfff]/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replaceAll('%2F', '/').replaceAll('%3A', ':');
}

/**
 * One word of a POSIX shell that means exactly `text`. It is quoted only where it has to be, and behind the "=" of an option
 * (`--member='…'`), so that a person can read it. A zero byte cannot be in a word; it is the caller's to refuse.
 * Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function shellQuote(text: string): string {
  const [, option = '', value = text] = /^(--[a-z][a-z-]*=)(.*)$/s.exec(text) ?? [];
  return option + quoted(value, option !== '');
}

function quoted(text: string, mayBeEmpty: boolean): string {
  if (text === '') return mayBeEmpty ? '' : "''";
  return /^[A-Za-z0-9_/.,:@%+-][A-Za-z0-9_/.,:@%+=-]*$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/**
 * A here-document that hands `text` over as it is, to be written behind a command. Its delimiter is no line of the text.
 *
 * @example
 * `psql ${hereDocument('SELECT 1;', 'SQL')}` // psql <<'SQL' … SQL
 */
export function hereDocument(text: string, delimiter: string): string {
  const lines = text.split('\n');
  let end = delimiter;
  while (lines.includes(end)) end += '_';
  return `<<'${end}'\n${text}\n${end}`;
}

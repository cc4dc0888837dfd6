const longest = 200;

/** A value as it stands in a sentence: quoted, on one line, cut when it is long, without the password of a URL. */
export function quote(value: unknown): string {
  const text = written(value).replace(/(:\/\/[^/?#:\s"]*:)[^\s"]*(?=@)/g, '$1…');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value === 'object' ? Object.prototype.toString.call(value) : String(value);
  }
}

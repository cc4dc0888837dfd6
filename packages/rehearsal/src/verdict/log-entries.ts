/** What an entry begins with: a date, or the brace of a structured one. */
const beginning = /^(\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2} |\{|Error: )/;

/** The entries of a log of the Auth Proxy, in their own words: without the date, without the JSON around them. */
export function logEntries(lines: readonly string[]): readonly string[] {
  const entries: string[] = [];
  for (const line of lines) {
    if (beginning.test(line) || entries.length === 0) entries.push(line);
    else entries[entries.length - 1] += `\n${line}`;
  }
  return entries.map(inOwnWords);
}

function inOwnWords(entry: string): string {
  if (!entry.startsWith('{')) return entry.replace(/^\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2} /, '').trimEnd();
  try {
    const { message } = JSON.parse(entry) as { readonly message?: unknown };
    return typeof message === 'string' ? message.trimEnd() : entry;
  } catch {
    return entry;
  }
}

/** An entry on one line, cut where it gets long. */
export function oneLine(entry: string): string {
  const line = entry.replace(/\s*\n\s*/g, ' ');
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}

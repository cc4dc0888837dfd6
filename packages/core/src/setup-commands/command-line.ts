import { shellQuote } from './shell-quote';

const widest = 120;

/** A command of a POSIX shell: its words, quoted, with a line of its own for each option where it gets long. */
export function commandLine(...words: readonly string[]): string {
  const line = words.map(shellQuote).join(' ');
  if (line.length <= widest) return line;
  const firstOption = words.findIndex((word) => word.startsWith('--'));
  const head = words.slice(0, firstOption).map(shellQuote).join(' ');
  return [head, ...words.slice(firstOption).map(shellQuote)].join(' \\\n  ');
}

/** A command, or several, two steps further in. Not for here-documents, whose lines count as they are. */
export function indented(commands: string): string {
  return commands.replace(/^/gm, '  ');
}

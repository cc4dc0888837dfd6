/** Text on lines of at most `width` columns, every line behind `indent` spaces. A word that is longer stays in one piece. */
export function wrapText(text: string, width: number, indent: number): string {
  const space = ' '.repeat(indent);
  return wrapPieces(text.split(/\s+/), ' ', width - indent)
    .map((line) => space + line)
    .join('\n');
}

/** Pieces on lines of at most `width` columns. */
export function wrapPieces(pieces: readonly string[], between: string, width: number): readonly string[] {
  const lines: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    const last = lines.at(-1);
    const longer = length + between.length + piece.length;
    if (last !== undefined && longer <= width) {
      lines[lines.length - 1] = last + between + piece;
      length = longer;
    } else {
      lines.push(piece);
      length = piece.length;
    }
  }
  return lines;
}

/** Lines as they are, every one behind `indent` spaces. */
export function indentLines(text: string, indent: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(indent));
}

/** Cut where it would be wider than the terminal. */
export function cutText(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text;
}

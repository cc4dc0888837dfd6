import { type Problem, problemText } from './problem';

/**
 * What the user wrote cannot be right. All problems are reported at once.
 *
 * @example
 * try {
 *   Connection.parse(text);
 * } catch (error) {
 *   if (error instanceof ModelError) for (const { code, path, repair } of error.problems) …
 * }
 */
export class ModelError extends Error {
  /** `ModelError` */
  override readonly name: string = 'ModelError';
  /** Everything that is wrong, at least one thing. */
  declare readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...Problem[]]) {
    super(sentence(problems));
    // Not enumerable: what prints an uncaught error would print every problem a second time.
    Object.defineProperty(this, 'problems', { value: problems });
  }

  /** The code of the first problem. The table of codes is docs/reference/errors.md. */
  get code(): string {
    return this.problems[0]?.code ?? '';
  }
}

function sentence(problems: readonly Problem[]): string {
  const lines = problems.map(problemText);
  return lines.length === 1 ? lines.join('') : `${lines.length} problems:\n${lines.map((line) => `  - ${line}`).join('\n')}`;
}

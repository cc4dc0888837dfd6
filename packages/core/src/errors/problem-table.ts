import { isSecretName } from './mask-secrets';
import type { Problem } from './problem';

/**
 * The sentences of one kind of problem; `{name}` stands for a value that the place of the problem fills in. `{value}` is what
 * the user wrote: where the path says that it may be a secret it is not shown.
 */
export interface ProblemRow {
  /** What was found and why it is wrong. */
  readonly message: string;
  /** What to do next. */
  readonly repair: string;
}

/** The names in braces of a text. */
export type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string} ${string}` ? never : Name) | Placeholders<Rest>
  : never;

/** The values that the sentences of a row name. */
export type ValuesOf<Row extends ProblemRow> = Readonly<Record<Placeholders<Row['message'] | Row['repair']>, string | number>>;

/** Makes the problems of one table. */
export type ProblemFactory<Table extends Readonly<Record<string, ProblemRow>>> = <Code extends keyof Table & string>(
  code: Code,
  path: string,
  values: ValuesOf<Table[Code]>,
) => Problem;

/**
 * Gives the function that makes a {@link Problem} from a row of `table`.
 * The compiler asks for exactly the values that the row's sentences name.
 */
export function problemFactory<const Table extends Readonly<Record<string, ProblemRow>>>(table: Table): ProblemFactory<Table> {
  return (code, path, values) => {
    const row: ProblemRow = table[code] as ProblemRow;
    const filled: Readonly<Record<string, string | number>> = isSecretPath(path) ? withoutSecret(values, row) : values;
    const fill = (text: string): string => text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(filled[name]));
    return { code, path, message: fill(row.message), repair: fill(row.repair) };
  };
}

/** What stands for a value that is not shown, at the beginning of a sentence. */
export const hiddenValue = 'What is written here';

/** Whether what stands at this place may be a password, a token or a key. */
export function isSecretPath(path: string): boolean {
  return path
    .split(/[.[\]]/)
    .slice(1)
    .some(isSecretName);
}

/** Values that hold nothing, and so no secret. */
const empty: readonly unknown[] = ['""', '{}', '[]', 'null', 'undefined', 'true', 'false'];

function withoutSecret(values: Readonly<Record<string, string | number>>, { message }: ProblemRow): typeof values {
  if (empty.includes(values['value'])) return values;
  return { ...values, value: message.startsWith('{value}') ? hiddenValue : 'a secret' };
}

import type { Problem } from './problem';

/** The sentences of one kind of problem; `{name}` stands for a value that the place of the problem fills in. */
export interface ProblemRow {
  /** What was found and why it is wrong. */
  readonly message: string;
  /** What to do next. */
  readonly repair: string;
}

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string} ${string}` ? never : Name) | Placeholders<Rest>
  : never;

type ValuesOf<Row extends ProblemRow> = Readonly<Record<Placeholders<Row['message'] | Row['repair']>, string | number>>;

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
    const filled: Readonly<Record<string, string | number>> = values;
    const fill = (text: string): string => text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(filled[name]));
    return { code, path, message: fill(row.message), repair: fill(row.repair) };
  };
}

import { type ConnectorErrorCode, type ConnectorErrorKind, type ConnectorErrorRow, connectorCodes } from './connector-codes';

/**
 * What went wrong, and what to do.
 *
 * @example
 * pool.query('SELECT 1').catch((error) => {
 *   if (error instanceof ConnectorError) log(error.code, error.kind, error.repair);
 * });
 */
export class ConnectorError extends Error {
  /** `ConnectorError` */
  override readonly name: string = 'ConnectorError';
  /** The same across versions. The table is docs/reference/errors.md. */
  readonly code: ConnectorErrorCode;
  /** Where it comes from: `config`, `refresh`, `dial` or `login`. */
  readonly kind: ConnectorErrorKind;
  /** What to do, as sentences. */
  readonly repair: string;
  /** The instance that was meant. */
  readonly instanceUri: string | undefined;
  /** What lies beneath: the error of the socket, of the credentials, of the database. */
  override readonly cause: unknown;

  /** Made by the connector alone. */
  constructor(parts: ConnectorErrorParts) {
    super(`${parts.message} ${parts.repair}`);
    this.code = parts.code;
    this.kind = parts.kind;
    this.repair = parts.repair;
    this.instanceUri = parts.instanceUri;
    this.cause = parts.cause;
  }
}

/** What an error is made of. */
export interface ConnectorErrorParts {
  /** A code of the table. */
  readonly code: ConnectorErrorCode;
  /** Where it comes from. */
  readonly kind: ConnectorErrorKind;
  /** What happened, as sentences. */
  readonly message: string;
  /** What to do, as sentences. */
  readonly repair: string;
  /** The instance that was meant. */
  readonly instanceUri?: string | undefined;
  /** What lies beneath. */
  readonly cause?: unknown;
}

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type ValuesOf<Row extends ConnectorErrorRow> = Readonly<Record<Placeholders<Row['message'] | Row['repair']>, string | number>>;

/** Makes an error from its row. The compiler asks for exactly the values that the row's sentences name. */
export function connectorError<Code extends ConnectorErrorCode>(
  code: Code,
  values: ValuesOf<(typeof connectorCodes)[Code]>,
  about: { readonly instanceUri?: string | undefined; readonly cause?: unknown; readonly kind?: ConnectorErrorKind } = {},
): ConnectorError {
  const { kind, message, repair }: ConnectorErrorRow = connectorCodes[code];
  const given: Readonly<Record<string, string | number>> = values;
  const fill = (text: string): string => text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(given[name]));
  return new ConnectorError({ code, kind, message: fill(message), repair: fill(repair), ...about });
}

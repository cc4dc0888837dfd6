import picocolors from 'picocolors';

/** Colours for one stream. */
export type Colours = ReturnType<typeof picocolors.createColors>;

/** A stream that text is written to. */
export interface Output {
  readonly colours: Colours;
  /** How wide it is; undefined where it is no terminal. */
  readonly columns?: number | undefined;
  write(text: string): void;
}

/** Where a command writes, and how it learns that it should end. */
export interface Terminal {
  /** For what was asked for. */
  readonly output: Output;
  /** For what went wrong. */
  readonly errors: Output;
  /** Aborted by Ctrl-C, by SIGTERM, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
}

/**
 * Whether a stream gets colours: a terminal does, a pipe and a file do not. `NO_COLOR` and `FORCE_COLOR` say otherwise.
 * Source: https://no-color.org
 */
export function hasColours(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  if (environment['NO_COLOR']) return false;
  if (environment['FORCE_COLOR']) return environment['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

/** An output that writes to a stream. */
export function outputTo(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Output {
  return {
    colours: picocolors.createColors(hasColours(stream, environment)),
    columns: stream.columns,
    write: (text) => void stream.write(text),
  };
}

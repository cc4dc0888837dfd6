/** What a terminal can do to a piece of text. picocolors fits. */
export interface ReportColours {
  /** Bold. */
  readonly bold: (text: string) => string;
  /** Less visible. */
  readonly dim: (text: string) => string;
  /** For what failed. */
  readonly red: (text: string) => string;
  /** For what passed. */
  readonly green: (text: string) => string;
  /** For what to look at. */
  readonly yellow: (text: string) => string;
}

/** How text is laid out. */
export interface ReportLayout {
  /** Columns of the terminal. */
  readonly width: number;
  /** What the terminal can do; {@link noColours} for none. */
  readonly colours: ReportColours;
}

const same = (text: string): string => text;

/** For a pipe, a file, and where NO_COLOR is set. */
export const noColours: ReportColours = { bold: same, dim: same, red: same, green: same, yellow: same };

/** The width where there is no terminal. */
export const usualWidth = 100;

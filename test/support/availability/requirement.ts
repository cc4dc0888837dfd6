/** Whether something that some tests need can be had on this machine, and if not, why, as the end of a sentence. */
export type Availability<Values extends Record<string, string> = Record<string, string>> =
  | { readonly here: true; readonly values: Values }
  | { readonly here: false; readonly reason: string };

/** Something that some tests need and that not every machine has. */
export interface Requirement<Values extends Record<string, string> = Record<string, string>> {
  /** What is skipped without it, as in `skipped: tests on the real Auth Proxy: Go is not installed`. */
  readonly tests: string;
  /** Looks for it, or makes it where it can be made. Says on standard output what takes long. */
  readonly find: () => Promise<Availability<Values>>;
}

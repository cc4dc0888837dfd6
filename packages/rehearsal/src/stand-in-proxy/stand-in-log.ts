/** The log of the stand-in, in the forms of the Auth Proxy: what goes wrong to standard error, all else to standard output. */
export class StandInLog {
  readonly #structured: boolean;
  readonly #quiet: boolean;

  constructor({ structured, quiet }: { readonly structured: boolean; readonly quiet: boolean }) {
    this.#structured = structured;
    this.#quiet = quiet;
  }

  info(text: string): void {
    if (!this.#quiet) process.stdout.write(this.#line('INFO', text));
  }

  error(text: string): void {
    process.stderr.write(this.#line('ERROR', text));
  }

  #line(severity: string, text: string): string {
    const now = new Date().toISOString();
    if (this.#structured) return `${JSON.stringify({ severity, timestamp: now, message: text })}\n`;
    return `${now.slice(0, 19).replaceAll('-', '/').replace('T', ' ')} ${text}\n`;
  }
}

import picocolors from 'picocolors';
import type { Output, Terminal } from './terminal';

/** A terminal without colours that keeps what is written. */
export function keptTerminal(): Terminal & { readonly written: () => string; readonly failures: () => string } {
  const texts = { output: '', errors: '' };
  const colours = picocolors.createColors(false);
  const output = (name: keyof typeof texts): Output => ({
    colours,
    write: (text) => {
      texts[name] += text;
    },
  });
  return {
    output: output('output'),
    errors: output('errors'),
    signal: new AbortController().signal,
    written: () => texts.output,
    failures: () => texts.errors,
  };
}

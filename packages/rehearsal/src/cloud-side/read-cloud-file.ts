import { readFile } from 'node:fs/promises';
import { problem } from '../rehearsal-codes';
import { throwIfAny } from '../rehearsal-error';

/**
 * What a `cloud.yaml` or a connection document holds, as YAML or JSON. No line of it is quoted in an error: it may be a password.
 *
 * @throws RehearsalError if it cannot be read, with every place
 */
export async function readCloudFile(path: string): Promise<unknown> {
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { message } = error as Error;
    throwIfAny([problem('cloud-file-not-readable', path, { reason: message.replace(/^[A-Z0-9]+: /, '').replace(/, \w+( '.*')?$/s, '') })]);
  }
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const mistakes = [...document.errors, ...document.warnings].map(({ message, pos: [offset] }) => {
    const { line, col } = lineCounter.linePos(offset);
    return problem('cloud-file-not-readable', `${path}:${line}:${col}`, { reason: message.replace(/\.$/, '') });
  });
  throwIfAny(mistakes);
  try {
    return document.toJS();
  } catch (error) {
    // An alias that leads nowhere, or aliases in aliases without end.
    throwIfAny([problem('cloud-file-not-readable', path, { reason: (error as Error).message.replace(/\.$/, '') })]);
    return undefined;
  }
}

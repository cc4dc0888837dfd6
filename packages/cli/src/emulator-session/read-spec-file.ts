import { readFile } from 'node:fs/promises';
import type { Problem } from '@alloydb-gke/core';
import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { problem } from '../cli-codes';
import { CliError } from '../cli-error';

/**
 * What a file of YAML or JSON holds. Whether it is a spec is for the emulator to say.
 *
 * @throws CliError if the file cannot be read, or not as YAML: with every place at once. No line of the file is quoted, for it may hold a password
 */
export async function readSpecFile(file: string): Promise<EmulatorSpec> {
  return parseSpec(await readText(file), file);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CliError('input', [problem('file-not-readable', file, { reason: systemReason(error) })]);
  }
}

/** Why the system refuses a file, without its name: that is said already. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return message.replace(/\.$/, '');
  return message.replace(/^[A-Z0-9]+: /, '').replace(/, \w+( '.*')?$/s, '');
}

async function parseSpec(text: string, file: string): Promise<EmulatorSpec> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const found = [...document.errors, ...document.warnings];
  // What is open at a mistake cannot be closed there: one sentence a place is enough.
  const places = found.filter(({ pos }, index) => found.findIndex((other) => other.pos[0] === pos[0]) === index);
  const [first, ...others] = places.map(({ message, pos: [offset] }): Problem => {
    const { line, col } = lineCounter.linePos(offset);
    return problem('yaml-not-readable', `${file}:${line}:${col}`, { reason: message.replace(/\.$/, '') });
  });
  if (first) throw new CliError('input', [first, ...others]);
  try {
    return document.toJS() as EmulatorSpec;
  } catch (error) {
    // An alias that leads nowhere, or aliases in aliases without end.
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    throw new CliError('input', [problem('yaml-not-readable', file, { reason })]);
  }
}

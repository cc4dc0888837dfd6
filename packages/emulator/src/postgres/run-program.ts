import { spawn } from 'node:child_process';
import type { PostgresAccount } from './postgres-account';

export interface ProgramEnd {
  readonly exitCode: number;
  /** What it said, standard error included. */
  readonly output: string;
}

/** Runs a program to its end. One that cannot be started counts as one that failed. */
export function runProgram(
  program: string,
  args: readonly string[],
  {
    account,
    input,
    signal,
  }: { readonly account?: PostgresAccount | undefined; readonly input?: string; readonly signal?: AbortSignal } = {},
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(signal && { signal }),
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdin.on('error', () => {}); // It may end before it has read everything.
    child.stdin.end(input ?? '');
    child.on('error', (error) => resolve({ exitCode: 127, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

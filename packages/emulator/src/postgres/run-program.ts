import { spawn } from 'node:child_process';
import type { PostgresAccount } from './postgres-account';
import { postgresEnvironment } from './postgres-environment';

export interface ProgramEnd {
  readonly exitCode: number;
  /** What it said, standard error included. */
  readonly output: string;
}

export interface RunProgramOptions {
  /** Where it works: in the folder of the emulator, so that the guard finds and ends it. */
  readonly folder: string;
  readonly account?: PostgresAccount | undefined;
  readonly input?: string;
  /** Ends the program. */
  readonly signal?: AbortSignal;
}

/** Runs a program until it and what it started have ended, also when it is told to. One that cannot be started counts as one that failed. */
export function runProgram(program: string, args: readonly string[], options: RunProgramOptions): Promise<ProgramEnd> {
  const { folder, account, input, signal } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...account,
      cwd: folder,
      env: postgresEnvironment(),
      // A session of its own: Ctrl-C in a terminal must reach the emulator alone.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(signal && { signal }),
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdin?.on('error', () => {}); // It may end before it has read everything.
    child.stdin?.end(input ?? '');
    child.on('error', (error) => {
      output += error.message;
      // Told to end, it still writes until it has.
      if (child.pid === undefined) resolve({ exitCode: 127, output });
    });
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

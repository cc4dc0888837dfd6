import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface CommandEnd {
  readonly exitCode: number;
  /** What it said, standard error included. */
  readonly output: string;
}

/** Runs a program of this machine until it has ended. One that is not there counts as one that failed. */
export function runCommand(program: string, args: readonly string[], input = ''): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', ({ message }) => resolve({ exitCode: 127, output: message }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output: output.trim() }));
  });
}

/** Where a program of this machine is, also where only root usually looks. */
export function findProgram(name: string, path: string = process.env['PATH'] ?? ''): string | undefined {
  const folders = [...path.split(delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin'].filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

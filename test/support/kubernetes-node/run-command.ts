import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
  /** What it said on standard error. */
  readonly errors: string;
}

export interface CommandOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

/** Runs a command to its end. One that cannot be started counts as one that failed. */
export function runCommand(program: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: options.folder, env: { ...process.env, ...options.environment } });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
    child.stdin.on('error', () => undefined); // a command may end without reading its input
    child.stdin.end(options.input ?? '');
    child.on('error', (error) => resolve({ exitCode: 127, output, errors: `${errors}${error.message}\n` }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output, errors }));
  });
}

/** The same for a command that must succeed: its output, or an error with what it said. */
export async function mustRun(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { exitCode, output, errors } = await runCommand(program, args, options);
  if (exitCode === 0) return output;
  throw new Error(`${[program.split('/').at(-1), ...args].join(' ')} ended with ${exitCode}: ${errors.trim()}`);
}

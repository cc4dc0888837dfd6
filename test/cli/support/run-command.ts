import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** A command that runs in a process group of its own, as in a terminal, with a temporary folder of its own. */
export interface RunningCommand extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly temporaryFolder: string;
  readonly end: Promise<CommandEnd>;
  output(): string;
  /** Waits for something that can be seen from outside. */
  until(what: string, seen: () => boolean): Promise<void>;
  /** As a terminal does it: the signal reaches the whole group. */
  pressCtrlC(): void;
  /** What is there of it: processes and folders. */
  leftovers(): readonly string[];
}

export interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

export function runCommand(
  script: string,
  words: readonly string[],
  { environment = {}, cwd = tmpdir() }: RunOptions = {},
): RunningCommand {
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'alloydb-gke-cli-'));
  chmodSync(temporaryFolder, 0o777); // PostgreSQL may run as another user.
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, TMPDIR: temporaryFolder, ...environment };
  const child = spawn(process.execPath, [script, ...words], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const end = once(child, 'close').then(([exitCode, signal]): CommandEnd => ({ exitCode, signal, output, errors }));
  return {
    process: child,
    temporaryFolder,
    end,
    output: () => output,
    until: async (what, seen) => {
      for (let tries = 0; tries < 6000; tries += 1) {
        if (seen()) return;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error(`It has not come so far: ${what}\n${output}${errors}`);
    },
    pressCtrlC: () => void process.kill(-(child.pid ?? 0), 'SIGINT'),
    leftovers: () => [
      ...readdirSync(temporaryFolder).filter((name) => name.startsWith('alloydb-')),
      ...processesWith(`TMPDIR=${temporaryFolder}`),
    ],
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await end;
      }
      rmSync(temporaryFolder, { recursive: true, force: true });
    },
  };
}

/** The command lines of the processes that were started with a variable, where the system shows environments (Linux). */
function processesWith(variable: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(variable)) return [];
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
      } catch {
        return []; // It has just ended, or belongs to somebody else.
      }
    });
}

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One start of a program. */
export interface RecordedCall {
  readonly program: string;
  readonly args: readonly string[];
  /** What it read, where the script hands it something. */
  readonly input: string | undefined;
  /** Its environment, as `env` prints it. */
  readonly environment: string;
}

/** What a script did. */
export interface RecordedRun {
  readonly calls: readonly RecordedCall[];
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a script with programs that write down how they are started, in front of everything on the PATH. `answers` is the body
 * of a `case "$call" in`: what a program prints and how it exits; `$call` is the program with its arguments.
 */
export function recordPrograms(script: string, programs: readonly string[], { answers = '', input = '' } = {}): RecordedRun {
  const folder = mkdtempSync(join(tmpdir(), 'alloydb-gke-recorded-'));
  try {
    const [bin, record] = [join(folder, 'bin'), join(folder, 'record')];
    mkdirSync(bin);
    mkdirSync(record);
    for (const program of programs) {
      writeFileSync(join(bin, program), recorder(program, record, answers));
      chmodSync(join(bin, program), 0o755);
    }
    const file = join(folder, 'script.sh');
    writeFileSync(file, script);
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    const { status, stdout, stderr } = spawnSync('sh', ['-eu', file], { input, encoding: 'utf8', env });
    return { calls: readCalls(record), exitCode: status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function recorder(program: string, record: string, answers: string): string {
  return `#!/bin/sh
number=$(ls "${record}" | wc -l)
number=$((number))
while ! mkdir "${record}/$number" 2>/dev/null; do number=$((number + 1)); done
printf '%s\\0' ${program} "$@" > "${record}/$number/words"
env > "${record}/$number/environment"
call="${program} $*"
case "$call" in
  *--flags-file=-* | *--filename=-* | */dev/stdin* | psql*) cat > "${record}/$number/input" ;;
esac
case "$call" in
${answers}
esac
`;
}

function readCalls(record: string): readonly RecordedCall[] {
  return readdirSync(record)
    .sort((left, right) => Number(left) - Number(right))
    .map((number) => {
      const read = (name: string): string => readFileSync(join(record, number, name), 'utf8');
      const [program = '', ...args] = read('words').split('\0').slice(0, -1);
      const input = existsSync(join(record, number, 'input')) ? read('input') : undefined;
      return { program, args, input, environment: read('environment') };
    });
}

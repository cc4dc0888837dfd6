import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Waits for the end of its standard input, which is the end of the emulator however it comes, and then ends every
 * PostgreSQL of the folder and removes it.
 */
const script = `
cat >/dev/null
for file in "$1"/postgres-*/data/postmaster.pid; do
  [ -f "$file" ] || continue
  pid=$(head -n 1 "$file")
  kill -QUIT "$pid" 2>/dev/null
  left=50
  while kill -0 "$pid" 2>/dev/null && [ "$left" -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
done
rm -rf "$1"
`;

/**
 * Starts a shell that outlives the emulator by a moment: a killed emulator cannot tidy up, and PostgreSQL does not notice
 * that its parent is gone. It is in a session of its own, so that Ctrl-C in a terminal does not reach it.
 */
export function startGuard(folder: string): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', script, 'alloydb-emulator-guard', folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => {}); // Without a shell there is no guard; the next start finds what was left.
  guard.stdin?.on('error', () => {});
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void })?.unref?.();
  return guard;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { tidyUpScript } from './tidy-up';

/**
 * Starts a shell that outlives the emulator by a moment: a killed emulator cannot tidy up, and PostgreSQL does not notice
 * that its parent is gone. Its standard input ends with the emulator, however that ends. It is in a session of its own, so
 * that Ctrl-C in a terminal does not reach it.
 */
export function startGuard(folder: string): ChildProcess {
  const args = ['-c', tidyUpScript, 'alloydb-emulator-guard', folder];
  const guard = spawn('/bin/sh', args, { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => {}); // Without a shell there is no guard; the next start finds what was left.
  guard.stdin?.on('error', () => {});
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void })?.unref?.();
  return guard;
}

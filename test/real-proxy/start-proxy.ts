import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxyListener } from '../../packages/core/src/proxy-flags/listeners';
import { answering, listenerWord, listeningSockets } from './listening-sockets';

/** With a token the Auth Proxy starts without network and credentials. */
export const tokenEnvironment: Readonly<Record<string, string>> = { ALLOYDB_PROXY_TOKEN: 'not-a-token' };

/** How the real Auth Proxy took its arguments. */
export interface ProxyStart {
  /** Its exit code, if it ended by itself. */
  readonly exitCode: number | undefined;
  /** What it listened on. */
  readonly listening: readonly string[];
  readonly output: string;
}

/** What a start needs beside its arguments. */
export interface StartOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What should happen. Then it is waited for, however busy the machine is; without, until nothing changes any more. */
  readonly expected?: readonly ProxyListener[] | 'end' | undefined;
}

// A server that cannot have its port ends the proxy some milliseconds after its other ports are open.
const settledMilliseconds = 400;
const longestMilliseconds = 10_000;

/**
 * Starts the real Auth Proxy, waits until it has ended or listens, and ends it.
 */
export async function startProxy({ program, args, environment = {}, expected }: StartOptions): Promise<ProxyStart> {
  const child = spawn(program, args, {
    env: { HOME: '/nonexistent', ...tokenEnvironment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', resolve).once('error', resolve));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  try {
    const listening = await settle(child, expected);
    const exitCode = child.exitCode ?? undefined;
    child.kill('SIGKILL');
    await ended;
    return { exitCode, listening: exitCode === undefined ? listening : [], output };
  } finally {
    child.kill('SIGKILL');
  }
}

async function settle(child: ChildProcess, expected: StartOptions['expected']): Promise<readonly string[]> {
  const listeners = expected === 'end' ? [] : (expected ?? []);
  const wanted = listeners.map(listenerWord).sort().join();
  const started = performance.now();
  let since = started;
  let last: readonly string[] = [];
  while (child.exitCode === null && performance.now() - started < longestMilliseconds) {
    await sleep(25);
    const now = process.platform === 'linux' ? listeningSockets(child.pid ?? 0) : await answering(listeners);
    if (now.join() !== last.join()) [since, last] = [performance.now(), now];
    const stable = performance.now() - since;
    if (expected === undefined && now.length > 0 && stable > settledMilliseconds) return now;
    if (expected !== 'end' && now.length > 0 && now.join() === wanted && stable > settledMilliseconds / 4) return now;
  }
  return last;
}

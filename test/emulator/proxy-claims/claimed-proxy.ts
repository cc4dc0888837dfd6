import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RunningEmulator } from '@alloydb-gke/emulator';
import { Client } from 'pg';
import { available } from '../../support/availability/available';
import { freePort } from '../support/free-port';
import { type ProxyOptions, type RealProxy, startProxy } from '../support/real-proxy';
import { kubernetesServiceAccount, password, primary } from '../support/world';

const authProxy = available('auth-proxy');

/** Whether claims can be tried here. */
export const here: boolean = authProxy.here && available('postgresql').here;

/** The real program. */
export const program: string = authProxy.here ? authProxy.values.program : '';

/** Who logs in with a password. */
export const app: { user: string; password: string; database: string } = { user: 'app', password, database: 'orders' };

/** How a run of the program ended. */
export interface Ending {
  readonly code: number | null;
  readonly log: string;
  /** From the moment it was asked to end, or from its start. */
  readonly milliseconds: number;
}

/** Starts the real proxy as a pod of the emulator's Kubernetes service account. */
export function proxyOf(emulator: RunningEmulator, args: readonly string[] = [], options: Partial<ProxyOptions> = {}): Promise<RealProxy> {
  const environment = { ...emulator.environment(kubernetesServiceAccount), ...options.environment };
  return startProxy({ program, instances: [primary], ...options, args, environment });
}

/** Starts it with a health server on a free port. */
export async function proxyWithHealth(
  emulator: RunningEmulator,
  args: readonly string[] = [],
  options: Partial<ProxyOptions> = {},
): Promise<RealProxy & { readonly httpPort: number; readonly port: number }> {
  const httpPort = await freePort();
  const proxy = await proxyOf(emulator, ['--health-check', `--http-port=${httpPort}`, ...args], options);
  return Object.assign(proxy, { httpPort, port: proxy.ports[0] ?? 0 });
}

/** Starts the program with these arguments and nothing else; it is killed when the claim is tried. */
export function spawnProgram(args: readonly string[], environment: Readonly<NodeJS.ProcessEnv> = {}): RunningProgram {
  const started = performance.now();
  const child = spawn(program, args, {
    env: { HOME: '/nonexistent', GCE_METADATA_HOST: '127.0.0.1:1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, log: text, milliseconds: performance.now() - started }));
  return {
    child,
    ended,
    log: () => text,
    logged: async (pattern) => {
      for (let tries = 0; tries < 1000; tries += 1) {
        const found = pattern.exec(text);
        if (found) return found;
        if (child.exitCode !== null) break;
        await pause(20);
      }
      throw new Error(`The program has not said ${pattern}:\n${text}`);
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The program while it runs. */
export interface RunningProgram extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
  readonly log: () => string;
  logged(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Runs the program until it ends; after `seconds` it is killed, and its code is null. */
export async function runProgram(args: readonly string[], environment: Readonly<NodeJS.ProcessEnv> = {}, seconds = 20): Promise<Ending> {
  await using running = spawnProgram(args, environment);
  const killed = setTimeout(() => running.child.kill('SIGKILL'), seconds * 1000);
  const ending = await running.ended;
  clearTimeout(killed);
  return ending;
}

/** Asks a proxy to end, and waits until it has. */
export async function ending(proxy: RealProxy, ask: () => unknown): Promise<Ending> {
  const closed = once(proxy.process, 'close');
  const started = performance.now();
  await ask();
  await closed;
  return { code: proxy.process.exitCode, log: proxy.log(), milliseconds: performance.now() - started };
}

/** A connection of a pool: it is open, and idle. */
export async function heldConnection(port: number): Promise<Client> {
  const client = new Client({ host: '127.0.0.1', port, ...app });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** What a path answers: `200 ok`, or `refused`. */
export async function answer(address: string, method = 'GET', milliseconds = 15_000): Promise<string> {
  try {
    const response = await fetch(`http://${address}`, { method, signal: AbortSignal.timeout(milliseconds) });
    return `${response.status} ${(await response.text()).trim()}`.trim();
  } catch (error) {
    const { name, cause } = error as Error;
    return name === 'TimeoutError' ? 'no answer' : ((cause as { code?: string } | undefined)?.code ?? String(error));
  }
}

/** What the three probes answer, in the order of a pod's life. */
export async function probes(port: number): Promise<readonly string[]> {
  return Promise.all(['startup', 'readiness', 'liveness'].map((path) => answer(`127.0.0.1:${port}/${path}`)));
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Asks again until the answer is this, or half a minute has gone; gives the last answer. */
export async function atLast<Value>(ask: () => Value | Promise<Value>, wanted: (value: Value) => boolean): Promise<Value> {
  for (let tries = 0; tries < 300; tries += 1) {
    const value = await ask();
    if (wanted(value)) return value;
    await pause(50);
  }
  return ask();
}

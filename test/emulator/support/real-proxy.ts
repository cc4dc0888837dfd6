import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port';

export interface ProxyOptions {
  /** The real program. */
  readonly program: string;
  /** The instances in the order of their ports, with a query or without. */
  readonly instances: readonly string[];
  readonly args?: readonly string[];
  /** Its whole environment, besides PATH. */
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
}

/** A real Auth Proxy that listens. */
export interface RealProxy extends AsyncDisposable {
  /** The ports of the instances, in their order. */
  readonly ports: readonly number[];
  /** What it has logged so far. */
  readonly log: () => string;
  readonly process: ChildProcess;
  /** Ends it, and gives all that it logged: what it said last may still be on its way. */
  wholeLog(): Promise<string>;
  /** Waits until its log matches. */
  logged(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts the real Auth Proxy without anything of this machine's own: no home, no credentials but those that are given. */
export async function startProxy({ program, instances, args = [], environment = {} }: ProxyOptions): Promise<RealProxy> {
  const ports = await Promise.all(instances.map(freePort));
  const withPorts = instances.map((uri, index) => `${uri}${uri.includes('?') ? '&' : '?'}port=${ports[index]}`);
  const child = spawn(program, ['--disable-built-in-telemetry', ...args, ...withPorts], {
    env: { HOME: '/nonexistent', GCE_METADATA_HOST: '127.0.0.1:1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const logged = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (let tries = 0; tries < 1500; tries += 1) {
      const found = pattern.exec(text);
      if (found) return found;
      if (child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`The Auth Proxy has not logged ${pattern}:\n${text}`);
  };
  const closed = once(child, 'close');
  await logged(/ready for new connections/);
  return {
    ports,
    log: () => text,
    process: child,
    logged,
    wholeLog: async () => {
      child.kill('SIGKILL');
      await closed;
      return text;
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

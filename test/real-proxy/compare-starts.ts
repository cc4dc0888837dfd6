import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { problemText } from '../../packages/core/src/errors/problem';
import { listenerWord } from './listening-sockets';
import { type ModelVerdict, modelVerdict } from './model-verdict';
import { type ProxyStart, startProxy } from './start-proxy';

/** Arguments and environment of one start. */
export interface StartCase {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A directory for Unix sockets, which is emptied behind the start. */
  readonly directory?: string;
}

/** What the model said of a case, what the real Auth Proxy did, and where the two differ. */
export interface ComparedStart extends StartCase {
  readonly verdict: ModelVerdict;
  readonly start: ProxyStart;
  readonly difference: string | undefined;
}

const atATime = 3;

/** Starts the real Auth Proxy with each case, some at a time and never two on the same port, and compares with the model. */
export async function compareStarts(program: string, cases: readonly StartCase[]): Promise<readonly ComparedStart[]> {
  const results: ComparedStart[] = [];
  const waiting = [...cases];
  const busy = new Set<number | string>();
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const needs = needsOf(next);
      while (needs.some((need) => busy.has(need))) await sleep(10);
      for (const need of needs) busy.add(need);
      results.push(await compareStart(program, next));
      for (const need of needs) busy.delete(need);
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  return results;
}

/** Where model and program differ, in words for a failing test. */
export function differences(results: readonly ComparedStart[]): readonly string[] {
  return results.flatMap(({ difference, args, environment, verdict, start }) => {
    if (difference === undefined) return [];
    const problems = verdict.problems.map(problemText).join('\n  ');
    return [`${difference}\n  ${JSON.stringify({ args, environment })}\n  ${problems}\n  Auth Proxy: ${start.output.slice(0, 400)}`];
  });
}

async function compareStart(program: string, { args, environment = {}, directory }: StartCase): Promise<ComparedStart> {
  const verdict = modelVerdict(args, environment);
  const expected = verdict.refused.length > 0 ? 'end' : verdict.knowsListeners ? verdict.listeners : undefined;
  const attempt = (): Promise<ProxyStart> => startProxy({ program, args, environment, expected });
  let start = await attempt();
  let difference = await differenceOf(verdict, start);
  // Another program may have held a port for a moment. A difference of ours is there every time.
  for (let repeat = 0; difference !== undefined && takenPort(start) !== undefined && repeat < 3; repeat += 1) {
    start = await attempt();
    difference = await differenceOf(verdict, start);
  }
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  return { args, environment, verdict, start, difference };
}

async function differenceOf(verdict: ModelVerdict, start: ProxyStart): Promise<string | undefined> {
  const { problems, refused, listeners, knowsListeners } = verdict;
  const { exitCode, listening } = start;
  if (exitCode !== undefined) {
    if (problems.length > 0 || (await isTakenByOthers(start))) return undefined;
    return `The Auth Proxy ended with ${exitCode}, and the model sees no problem.`;
  }
  const [impossible] = refused;
  if (impossible) return `The Auth Proxy started, and the model says that it refuses: ${impossible.code}.`;
  if (!knowsListeners) return undefined;
  const expected = listeners.map(listenerWord).sort();
  if (expected.join() === listening.join()) return undefined;
  return `The Auth Proxy listens on ${listening.join(', ')}, and the model says ${expected.join(', ')}.`;
}

/** Another program of this machine may hold a port. Then a start says nothing. */
async function isTakenByOthers(start: ProxyStart): Promise<boolean> {
  const port = takenPort(start);
  return port !== undefined && !(await isFree(port));
}

function takenPort({ output }: ProxyStart): number | undefined {
  const port = /listen tcp .*:(\d+): bind: address already in use/.exec(output)?.[1];
  return port === undefined ? undefined : Number(port);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen({ port, host: '0.0.0.0' }, () => server.close(() => resolve(true)));
  });
}

function needsOf(start: StartCase): readonly (number | string)[] {
  const { listeners } = modelVerdict(start.args, start.environment);
  return listeners.map((listener) => (listener.network === 'tcp' ? listener.port : listener.path));
}

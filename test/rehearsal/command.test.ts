import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../packages/cli/src/exit-codes';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { type BuiltCommand, buildCommand } from '../cli/support/built-command';
import { available } from '../support/availability/available';
import { Traces } from './support/traces';

const here = available('auth-proxy').here && available('postgresql').here;
const article = join(repositoryFolder, 'examples', 'article');
const iam = [join(article, 'dist', 'iam'), '--connection', join(article, 'dist', 'iam.connection.json')];

let command: BuiltCommand;
beforeAll(async () => {
  command = await buildCommand();
});
afterAll(() => command.remove());

interface Run {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly said: () => string;
  readonly ended: Promise<number>;
}

/** As a shell starts it: a process group of its own, that Ctrl-C goes to. */
function start(words: readonly string[]): Run {
  const child = spawn(process.execPath, [command.script, 'rehearse', ...words], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  return { child, said: () => text, ended: once(child, 'close').then(([code]) => code as number) };
}

async function untilSaid({ said, ended }: Run, words: string): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!said().includes(words)) {
    if (isOver) throw new Error(`It has ended, and said: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function interrupt({ child }: Run): void {
  process.kill(-(child.pid ?? 0), 'SIGINT');
}

describe.skipIf(!here)('alloydb-gke rehearse', () => {
  it('prints the report as JSON and nothing else, and ends with 0 where everything came true', async () => {
    const run = start([...iam, '--output', 'json']);
    expect(await run.ended).toBe(exitCodes.done.code);
    expect(JSON.parse(run.said())).toMatchObject({
      version: 'alloydb-gke.dev/rehearsal/v1',
      passed: true,
      cloudSide: 'iam.connection.json',
    });
  });

  it('ends with a code of its own where something failed, and says the repair', async () => {
    const run = start([join(article, 'the-article.yaml'), '--assume']);
    expect(await run.ended).toBe(exitCodes.failed.code);
    expect(run.said()).toContain('probe-cannot-reach-proxy');
    expect(run.said()).toContain('--http-address=0.0.0.0');
  });

  it.each([
    ['nothing says what there is in the cloud', [join(article, 'dist', 'iam')], /Name a connection document \(--connection\)/],
    ['two options say it', [...iam, '--assume'], /--connection and --assume all say what there is in the cloud/],
  ])('ends with the code of a wrong command line where %s', async (_, words, message) => {
    const run = start(words);
    expect(await run.ended).toBe(exitCodes.usage.code);
    expect(run.said()).toMatch(message);
  });

  it('ends on Ctrl-C while it waits for standard input', async () => {
    const run = start(['-', '--assume']);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    interrupt(run);
    expect(await run.ended).toBe(exitCodes.interrupted.code);
    expect(run.said()).toContain('The rehearsal was ended from outside.');
  });

  it.each([
    ['while the AlloyDB starts', 'a local AlloyDB starts'],
    ['when it has started', 'It runs.'],
    ['while a pod starts', 'waits for alloydb-auth-proxy'],
    ['while a pod ends', 'gets SIGTERM'],
  ])('ends on Ctrl-C %s, says so, and leaves nothing behind', async (_, words) => {
    const run = start(iam);
    const traces = new Traces(run.child.pid ?? 0);
    await untilSaid(run, words);
    interrupt(run);
    expect(await run.ended).toBe(exitCodes.interrupted.code);
    expect(run.said()).toContain('The rehearsal was ended from outside.');
    expect(run.said()).not.toMatch(/bug/);
    expect(await traces.left()).toEqual([]);
  });

  it('ends at once on a second Ctrl-C, and leaves nothing behind all the same', async () => {
    const run = start(iam);
    const traces = new Traces(run.child.pid ?? 0);
    await untilSaid(run, 'logged in');
    interrupt(run);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    run.child.kill('SIGINT');
    const asked = performance.now();
    expect(await run.ended).toBe(exitCodes.interrupted.code);
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(await traces.left()).toEqual([]);
  });
});

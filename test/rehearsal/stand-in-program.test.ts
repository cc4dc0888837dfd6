import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { programFile } from '../../packages/rehearsal/src/stage/program-files';
import { available } from '../support/availability/available';

const proxy = available('auth-proxy');
const uri = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';

interface Program {
  readonly name: string;
  readonly command: () => readonly [string, ...string[]];
}

/** The same is asked of both. */
const programs: readonly Program[] = [
  { name: 'the stand-in', command: () => [process.execPath, programFile('stand-in-program')] },
  ...(proxy.here ? [{ name: 'the real Auth Proxy', command: (): readonly [string] => [proxy.values.program] }] : []),
];

/** A process, with all that it has said. */
class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  said = '';

  constructor({ command }: Program, args: readonly string[]) {
    const [file, ...own] = command();
    // No metadata server answers there, and nobody asks one before there is a client.
    const env = { GCE_METADATA_HOST: '127.0.0.1:9' };
    this.child = spawn(file, [...own, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  async says(text: RegExp): Promise<void> {
    await expect.poll(() => this.said, { timeout: 30_000, interval: 20 }).toMatch(text);
  }
}

const started: Running[] = [];
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const status = async (port: number, path: string, method = 'GET'): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  return `${answer.status} ${(await answer.text()).trim()}`;
};

describe.each(programs)('$name', (program) => {
  const run = (...args: string[]): Running => {
    const running = new Running(program, args);
    started.push(running);
    return running;
  };
  async function serving(...args: string[]): Promise<{ readonly running: Running; readonly http: number; readonly admin: number }> {
    const [http, admin] = [await freePort(), await freePort()];
    const running = run('--port=0', '--health-check', `--http-port=${http}`, '--quitquitquit', `--admin-port=${admin}`, ...args, uri);
    await running.says(/ready for new connections/);
    await expect.poll(() => status(admin, '/').catch(() => ''), { timeout: 30_000, interval: 20 }).toMatch(/^404/);
    return { running, http, admin };
  }

  it.each([
    ['SIGTERM', [], 143],
    ['SIGINT', [], 130],
    ['SIGTERM', ['--exit-zero-sigterm', '--min-sigterm-delay=1h'], 0],
    ['SIGTERM', ['--max-sigterm-delay=1h'], 143],
  ] as const)('ends after %s with %j with the exit code %i', async (signal, args, code) => {
    const { running } = await serving(...args);
    running.child.kill(signal);
    expect(await running.ended).toBe(code);
    expect(running.said).toMatch(new RegExp(`${signal} signal received`));
  });

  it('answers probes, before and in the delay of its end', async () => {
    const { running, http } = await serving('--min-sigterm-delay=1h');
    const probes = async (): Promise<readonly string[]> => [
      await status(http, '/startup'),
      await status(http, '/liveness'),
      await status(http, '/readiness'),
      (await status(http, '/other')).slice(0, 3),
      (await status(http, '/metrics')).slice(0, 3),
    ];
    const whileItServes = ['200 ok', '200 ok', '200 ok', '404', '404'];
    expect(await probes()).toEqual(whileItServes);
    running.child.kill('SIGTERM');
    expect(await probes()).toEqual(whileItServes);
  });

  it('ends when it is asked to at the admin port, and for nothing else', async () => {
    const { running, admin } = await serving();
    expect(await status(admin, '/quitquitquit', 'PUT')).toMatch(/^400/);
    expect(running.child.exitCode).toBeNull();
    const shutdown = run('shutdown', `--admin-port=${admin}`);
    expect(await shutdown.ended).toBe(0);
    expect(await running.ended).toBe(0);
    const again = run('shutdown', `--admin-port=${admin}`);
    expect(await again.ended).toBe(1);
    expect(again.said).toMatch(/Error: failed to send shutdown request: Post "http:\/\/127\.0\.0\.1:\d+\/quitquitquit"/);
  });

  it('is waited for by "wait"', async () => {
    const { http } = await serving();
    expect(await run('wait', `--http-port=${http}`, '--http-address=127.0.0.1').ended).toBe(0);
    expect(await run('wait', `--http-port=${await freePort()}`, '--http-address=127.0.0.1', '--max=1s').ended).toBe(1);
  });

  it.each([
    [['--fuse-tmp-dirr'], /^Error: .*fuse-tmp-dirr/m],
    [['--max-sigterm-delay=30'], /^Error: .*max-sigterm-delay/m],
    [['--address=localhost'], /^Error: .*address/m],
  ])('does not start with %j', async (args, said) => {
    const running = run(...args, uri);
    expect(await running.ended).toBe(1);
    expect(running.said).toMatch(said);
  });

  it('does not start where its port is taken, of the database or of the probes', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const database = run(`--port=${port}`, uri);
    const probes = run('--port=0', '--health-check', `--http-port=${port}`, uri);
    expect([await database.ended, await probes.ended]).toEqual([1, 1]);
    expect(database.said).toMatch(
      /terminal error: unable to start: \[my-project\.us-central1\.shop\.primary\] Unable to mount socket: listen tcp 127\.0\.0\.1:\d+: bind: address already in use/,
    );
    expect(probes.said).toMatch(/terminal error: failed to start HTTP server: listen tcp 127\.0\.0\.1:\d+: bind: address already in use/);
    taken.close();
  });
});

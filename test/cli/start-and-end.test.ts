import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { EmulatorAddresses } from '@alloydb-gke/emulator';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { available } from '../support/availability/available';
import { type BuiltCommand, buildCommand } from './support/built-command';
import { type RunningCommand, runCommand } from './support/run-command';
import { cluster, specText, temporaryFile } from './support/spec-file';

const { here } = available('postgresql');
const authProxy = available('auth-proxy');
const program = authProxy.here ? authProxy.values.program : '';

let command: BuiltCommand;
beforeAll(async () => {
  command = await buildCommand();
});
afterAll(() => command.remove());

interface Address {
  readonly host: string;
  readonly port: number;
}

interface Ready {
  readonly addresses: EmulatorAddresses;
  readonly waysIn: readonly {
    readonly user: string;
    readonly direct?: Address;
    readonly client?: { readonly script: string };
    readonly proxy?: { readonly arguments: readonly string[]; readonly address: Address };
  }[];
}

const lines = (running: RunningCommand): readonly { readonly type: string; readonly code?: string }[] =>
  running
    .output()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
const isReady = (running: RunningCommand): boolean => lines(running).some(({ type }) => type === 'ready');
const readyLine = (running: RunningCommand): Ready => lines(running).find(({ type }) => type === 'ready') as unknown as Ready;

/** The files of the emulator below the run folder, as far as it has come. */
function files({ temporaryFolder }: RunningCommand): readonly string[] {
  const run = readdirSync(temporaryFolder).find((name) => name.startsWith('alloydb-emulator-'));
  return run === undefined ? [] : ['', ...readdirSync(join(temporaryFolder, run), { recursive: true }).map(String)];
}

/** How far a start can be, by what can be seen of it. */
const stages = [
  ['makes its folder', (running: RunningCommand) => files(running).length > 0],
  ['copies the data of PostgreSQL', (running: RunningCommand) => files(running).some((file) => /postgres-\d+.data/.test(file))],
  ['starts PostgreSQL', (running: RunningCommand) => files(running).some((file) => file.endsWith('postmaster.pid'))],
] as const;

const canConnect = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });

async function openSockets({ addresses }: Ready): Promise<readonly string[]> {
  const instances = Object.values(addresses.instances).flatMap(({ byIpType, direct }) => [
    direct,
    ...Object.values(byIpType).map((one) => `${one}:5433`),
  ]);
  const services = [addresses.adminApi, addresses.adminApiGrpc ?? [], addresses.tokenService, addresses.httpsFront].flat();
  const all = [...services, ...Object.values(addresses.metadataServers), ...instances];
  const open = await Promise.all(
    all.map(async (address) => {
      const [, host = '', port = ''] = /([\d.]+):(\d+)$/.exec(address) ?? [];
      return (await canConnect(host, Number(port))) ? address : undefined;
    }),
  );
  return open.filter((address) => address !== undefined);
}

/** Clients that write without a pause, until they cannot any more. */
async function startLoad(at: Address | undefined): Promise<{ readonly clients: number; readonly failures: Promise<readonly string[]> }> {
  const login = { user: 'app', password: 'not to be printed', database: 'orders' };
  const clients = Array.from({ length: 20 }, () => new Client({ ...at, ...login }));
  for (const client of clients) client.on('error', () => {});
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query('CREATE TABLE load (number int)');
  let written = 0;
  const work = clients.map(async (client) => {
    try {
      for (;;) {
        await client.query('INSERT INTO load SELECT generate_series(1, 1000)');
        written += 1;
      }
    } catch (error) {
      return [String(error)];
    }
  });
  await vi.waitFor(() => expect(written).toBeGreaterThan(clients.length), { timeout: 30_000 });
  return { clients: clients.length, failures: Promise.all(work).then((all) => all.flat()) };
}

describe.skipIf(!here)('Ctrl-C', () => {
  it.each(stages)('while the command %s ends it, and nothing is left', async (stage, seen) => {
    using spec = temporaryFile('spec.yaml', specText());
    await using running = runCommand(command.script, ['emulator', spec.path]);
    await running.until(stage, () => seen(running));
    running.pressCtrlC();
    expect(await running.end).toMatchObject({
      exitCode: 130,
      output: '',
      errors: expect.stringContaining('The start was ended from outside.'),
    });
    expect(running.leftovers()).toEqual([]);
  });

  it('while initdb makes the first data of this machine ends it, and neither a process nor a half-made cache is left', async () => {
    using spec = temporaryFile('spec.yaml', specText());
    using cache = temporaryFile('nothing', '');
    const ALLOYDB_GKE_CACHE = join(cache.path, '..', 'cache');
    await using running = runCommand(command.script, ['emulator', spec.path], { environment: { ALLOYDB_GKE_CACHE } });
    await running.until('initdb', () => files(running).some((file) => file.endsWith('template/PG_VERSION')));
    running.pressCtrlC();
    expect(await running.end).toMatchObject({
      exitCode: 130,
      output: '',
      errors: expect.stringContaining('The start was ended from outside.'),
    });
    expect(running.leftovers()).toEqual([]);
    expect(existsSync(ALLOYDB_GKE_CACHE) ? readdirSync(ALLOYDB_GKE_CACHE, { recursive: true }) : []).toEqual([]);
  });

  it('under load ends it, and no process, socket or folder is left', async () => {
    using spec = temporaryFile('spec.yaml', specText());
    await using running = runCommand(command.script, ['emulator', spec.path, '--output', 'json']);
    await running.until('ready', () => isReady(running));
    const ready = readyLine(running);
    expect(await openSockets(ready)).not.toEqual([]);
    expect(running.leftovers().join('\n')).toMatch(/alloydb-emulator-.*postgres/s);
    const load = await startLoad(ready.waysIn.find(({ user }) => user === 'app')?.direct);
    running.pressCtrlC();
    const { exitCode, errors } = await running.end;
    expect({ exitCode, errors, failures: (await load.failures).length }).toEqual({ exitCode: 0, errors: '', failures: load.clients });
    expect(lines(running).at(-1)).toEqual({ type: 'ended' });
    expect(await openSockets(ready)).toEqual([]);
    expect(running.leftovers()).toEqual([]);
  });

  it.skipIf(!authProxy.here)('under load through the real Auth Proxy ends it, and the proxy ends every client and goes on', async () => {
    using spec = temporaryFile('spec.yaml', specText());
    await using running = runCommand(command.script, ['emulator', spec.path, '--output', 'json', '--proxy-port', 'free']);
    await running.until('ready', () => isReady(running));
    const ready = readyLine(running);
    const way = ready.waysIn.find(({ user }) => user === 'app');
    const words = [way?.client?.script ?? '', program, ...(way?.proxy?.arguments ?? [])];
    const proxy = spawn('sh', words, { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let log = '';
      proxy.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
      await running.until('the Auth Proxy listens', () => log.includes('ready for new connections'));
      const load = await startLoad(way?.proxy?.address);
      running.pressCtrlC();
      const { exitCode, errors } = await running.end;
      expect({ exitCode, errors, failures: (await load.failures).length }).toEqual({ exitCode: 0, errors: '', failures: load.clients });
      expect(await openSockets(ready)).toEqual([]);
      expect(running.leftovers()).toEqual([]);
      expect(proxy.exitCode).toBe(null);
    } finally {
      proxy.kill('SIGKILL');
    }
  });

  it('is not needed where SIGTERM comes, or where nobody reads any more', async () => {
    using spec = temporaryFile('spec.yaml', specText());
    await using terminated = runCommand(command.script, ['emulator', spec.path, '--output', 'json']);
    await terminated.until('ready', () => isReady(terminated));
    terminated.process.kill('SIGTERM');
    expect((await terminated.end).exitCode).toBe(0);
    expect(terminated.leftovers()).toEqual([]);
    await using unread = runCommand(command.script, ['emulator', spec.path, '--output', 'json']);
    await unread.until('ready', () => isReady(unread));
    unread.process.stdout?.destroy();
    const { adminApi } = readyLine(unread).addresses;
    // Something that it wants to tell.
    await fetch(`${adminApi}/v1/${cluster}/instances`).catch(() => undefined);
    expect((await unread.end).exitCode).toBe(0);
    expect(unread.leftovers()).toEqual([]);
  });
});

describe.skipIf(!here)('an end that nobody asked for', () => {
  it('of PostgreSQL ends the command with the reason and a code of its own', async () => {
    using spec = temporaryFile('spec.yaml', specText());
    await using running = runCommand(command.script, ['emulator', spec.path, '--output', 'json']);
    await running.until('ready', () => isReady(running));
    const file = files(running).find((name) => name.endsWith('postmaster.pid')) ?? '';
    const folder = readdirSync(running.temporaryFolder).find((name) => name.startsWith('alloydb-emulator-')) ?? '';
    const [pid] = readFileSync(join(running.temporaryFolder, folder, file), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    expect((await running.end).exitCode).toBe(5);
    expect(lines(running).map(({ code }) => code)).toContain('postgres-ended');
    expect(lines(running).at(-1)).toMatchObject({ type: 'ended', reason: expect.stringMatching(/PostgreSQL/) });
    expect(running.leftovers()).toEqual([]);
  });
});

describe.skipIf(!here)('what is printed at the start', () => {
  it('names every instance and user with lines to copy, and no password', async () => {
    using spec = temporaryFile('spec.yaml', specText());
    await using running = runCommand(command.script, ['emulator', spec.path]);
    await running.until('ready', () => running.output().includes('What happens:'));
    const output = running.output();
    expect(output).toContain(`${cluster}/instances/primary\n`);
    expect(output).toContain("psql 'host=127.0.0.1 port=6432 user=orders@my-project.iam dbname=orders sslmode=disable'");
    expect(output).toContain('app with built-in authentication, from a pod of shop/orders');
    expect(output).toMatch(
      /psql without a proxy, which asks for the password of the spec:\n +sh \S+\/without-pg-variables psql 'host=127\.\d+\.\d+\.\d+ port=\d+ user=app dbname=orders'/,
    );
    expect(output).not.toContain('not to be printed');
    running.pressCtrlC();
    expect((await running.end).exitCode).toBe(0);
  });

  it('is joined by a connection document that core reads', async () => {
    using spec = temporaryFile('spec.yaml', specText());
    const file = join(spec.path, '..', 'connection.json');
    await using running = runCommand(command.script, ['emulator', spec.path, '--connection', file, '--user', 'app']);
    await running.until('ready', () => running.output().includes('What happens:'));
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).not.toContain('not to be printed');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      version: 1,
      auth: 'built-in',
      databaseUser: 'app',
      databaseName: 'orders',
    });
    running.pressCtrlC();
    expect((await running.end).exitCode).toBe(0);
    expect(existsSync(file)).toBe(true);
  });
});

import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { cacheFolder } from '../../packages/emulator/src/cache-folder';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { available } from '../support/availability/available';
import { developersShell } from './support/developers-shell';
import { runCommand } from './support/run-command';

const authProxy = available('auth-proxy');
const folder = join(repositoryFolder, 'examples', 'local-development');
const script = join(folder, 'local-alloydb', 'run-with.js');
const tests = ['node', '--test'];
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 50 });

describe.skipIf(!authProxy.here || !available('postgresql').here)('the example of local development, with the built packages', () => {
  const environment = { ALLOYDB_AUTH_PROXY_BIN: authProxy.here ? authProxy.values.program : '' };

  it("runs the application's own tests, and leaves nothing behind", async () => {
    await using running = runCommand(script, tests, { cwd: folder, environment });
    const { exitCode, output, errors } = await running.end;
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toMatch(/^# pass 3$/m);
    expect(running.leftovers()).toEqual([]);
  });

  it("runs them in a developer's shell that leads to Google and to other databases", async () => {
    using shell = developersShell();
    // Without the cache of this machine, which is found by HOME.
    const all = { ALLOYDB_GKE_CACHE: cacheFolder(), ...shell.environment, ...environment };
    await using running = runCommand(script, tests, { cwd: folder, environment: all });
    const { exitCode, output, errors } = await running.end;
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toMatch(/^# pass 3$/m);
    expect(running.leftovers()).toEqual([]);
  });

  it('runs them by the command that its page shows', async () => {
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('\n$ npm test\nok 1 - ');
    const run = promisify(execFile)('npm', ['test'], { cwd: folder, env: { ...process.env, ...environment } });
    expect((await run).stdout).toMatch(/^# pass 3$/m);
  });

  it('ends what the command left running in the background', async () => {
    await using running = runCommand(script, ['sh', '-c', 'sleep 600 & echo it ended'], { cwd: folder, environment });
    expect(await running.end).toMatchObject({ exitCode: 0, output: 'it ended\n', errors: '' });
    expect(running.leftovers()).toEqual([]);
  });

  it('ends as a shell does where the command is killed', async () => {
    await using running = runCommand(script, ['sh', '-c', 'kill -KILL $$'], { cwd: folder, environment });
    expect((await running.end).exitCode).toBe(137);
  });

  it('ends as the command ends', async () => {
    await using running = runCommand(script, ['sh', '-c', 'exit 7'], { cwd: folder, environment });
    expect((await running.end).exitCode).toBe(7);
    expect(running.leftovers()).toEqual([]);
  });

  it('ends on Ctrl-C, and leaves nothing behind', async () => {
    await using running = runCommand(script, ['sh', '-c', 'echo it runs; sleep 600'], { cwd: folder, environment });
    await running.until('the command runs', () => running.output().includes('it runs'));
    running.pressCtrlC();
    expect((await running.end).exitCode).toBe(130);
    expect(running.leftovers()).toEqual([]);
  });

  it('ends on Ctrl-C before the command has started', async () => {
    await using running = runCommand(script, ['echo', 'it ran'], { cwd: folder, environment });
    await running.until('the emulator starts', () => running.leftovers().join('\n').includes('alloydb-emulator-guard'));
    running.pressCtrlC();
    expect(await running.end).toMatchObject({ exitCode: 130, output: '', errors: '' });
    expect(running.leftovers()).toEqual([]);
  });

  // Whatever is sent to the one process alone, and not to its group as Ctrl-C is.
  it.each([
    ['SIGTERM', 130],
    ['SIGHUP', 130],
    ['SIGKILL', null],
  ] as const)('ends on %s with all that the command has started', async (signal, exitCode) => {
    const family = ['sh', '-c', "trap '' INT; (sleep 600; true) & echo it runs; wait"];
    await using running = runCommand(script, family, { cwd: folder, environment });
    await running.until('the command runs', () => running.output().includes('it runs'));
    expect(running.leftovers().join('\n')).toMatch(/auth-proxy.*sleep 600/s);
    running.process.kill(signal);
    expect((await running.end).exitCode).toBe(exitCode);
    await eventually(() => expect(running.leftovers()).toEqual([]));
  });

  it.each([
    ['The emulator', /emulator .*spec\.yaml/],
    ['The Auth Proxy', /auth-proxy /],
  ])('ends, and says so, when %s is killed', async (name, commandLine) => {
    await using running = runCommand(script, ['sh', '-c', 'echo it runs; sleep 600'], { cwd: folder, environment });
    await running.until('the command runs', () => running.output().includes('it runs'));
    const pid = Number(
      running
        .leftovers()
        .find((line) => commandLine.test(line))
        ?.split(' ')[0],
    );
    process.kill(pid, 'SIGKILL');
    const { exitCode, errors } = await running.end;
    expect(exitCode).toBe(1);
    expect(errors).toContain(`${name} ended while the command ran.\n`);
    await eventually(() => expect(running.leftovers()).toEqual([]));
  });

  it('says in one sentence that the command is not there', async () => {
    await using running = runCommand(script, ['no-such-program'], { cwd: folder, environment });
    expect(await running.end).toMatchObject({
      exitCode: 1,
      errors: 'no-such-program cannot be started: it is not on your PATH, or not a program.\n',
    });
    expect(running.leftovers()).toEqual([]);
  });
});

describe('the example of local development', () => {
  it('says in one sentence that the Auth Proxy that is named does not exist', async () => {
    const environment = { ALLOYDB_AUTH_PROXY_BIN: '/no/such/proxy' };
    await using running = runCommand(script, tests, { cwd: folder, environment });
    expect(await running.end).toMatchObject({
      exitCode: 1,
      errors:
        'ALLOYDB_AUTH_PROXY_BIN names /no/such/proxy, which does not exist: correct it, or unset it to have the Auth Proxy looked for.\n',
    });
  });

  it('says in one sentence that a command is missing', async () => {
    await using running = runCommand(script, [], { cwd: folder });
    expect(await running.end).toMatchObject({ exitCode: 2, errors: expect.stringMatching(/^The command is missing: .*\n$/) });
  });

  it('says in one sentence what to do where the Auth Proxy is missing', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'nothing-'));
    chmodSync(empty, 0o755);
    const environment = { ALLOYDB_AUTH_PROXY_BIN: '', PATH: empty, ALLOYDB_GKE_CACHE: empty };
    await using running = runCommand(script, tests, { cwd: folder, environment });
    const { exitCode, errors } = await running.end;
    expect(readdirSync(empty)).toEqual([]);
    rmSync(empty, { recursive: true });
    expect({ exitCode, lines: errors.trim().split('\n').length }).toEqual({ exitCode: 1, lines: 1 });
    expect(errors).toContain('The Auth Proxy is missing: put alloydb-auth-proxy on your PATH or name it in ALLOYDB_AUTH_PROXY_BIN;');
  });
});

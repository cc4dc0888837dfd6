import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { listenersOf } from '../../packages/core/src/proxy-flags/listeners';
import { parseArgs } from '../../packages/core/src/proxy-flags/parse-args';
import type { ProxyFlags } from '../../packages/core/src/proxy-flags/proxy-invocation';
import { renderArgs, renderShutdownArgs, renderWaitArgs } from '../../packages/core/src/proxy-flags/render-args';
import { runProgram } from '../../tools/workspace/run-program.mjs';
import { available } from '../support/availability/available';
import { primary } from './known-cases';
import { answering } from './listening-sockets';
import { tokenEnvironment } from './start-proxy';

const authProxy = available('auth-proxy');
const program = authProxy.here ? authProxy.values.program : '';
const serverFlags = { httpAddress: '127.0.0.1', httpPort: 29_501, adminPort: 29_502 } as const;

describe.skipIf(!authProxy.here)('the subcommands of the real Auth Proxy', () => {
  let proxy: ChildProcess | undefined;

  afterEach(() => {
    proxy?.kill('SIGKILL');
  });

  it('wait sees the proxy that was started with the same ports, and shutdown ends it', async () => {
    const ended = start({ ...serverFlags, port: 29_500, healthCheck: true, quitquitquit: true });
    expect(await exitCodeOf(renderWaitArgs({ max: '10s', httpAddress: serverFlags.httpAddress, httpPort: serverFlags.httpPort }))).toBe(0);
    await started();
    expect(await exitCodeOf(renderShutdownArgs({ adminPort: serverFlags.adminPort }))).toBe(0);
    expect(await ended).toBe(0);
  });

  it.each([
    [['wait', '--port=1'], 1],
    [['wait', '--max=1'], 1],
    [['wait', '--max=1ms', '--http-port=1'], 1],
    [['wait', '--max=0'], 1],
    [['shutdown', '--http-adress=x'], 1],
    [['--quiet', 'wait', '--max=1ms', '--http-port=1'], 1],
    [['help'], 0],
    [['wait', '--help'], 0],
    [['--version'], 0],
    [['completion', 'bash'], 0],
    [['--port=x', '--help'], 1],
  ])('%j ends with %i, as the model reads it', async (args, exitCode) => {
    const { command, problems } = parseArgs(args);
    expect(await exitCodeOf(args)).toBe(exitCode);
    if (exitCode === 0)
      expect({ command, problems }).toMatchObject({ command: expect.stringMatching(/^(help|version|completion)$/), problems: [] });
    else expect(problems.length > 0 || command === 'wait').toBe(true);
  });

  function start(flags: ProxyFlags): Promise<number | null> {
    const args = renderArgs({ flags, instances: [{ uri: primary, flags: {} }] });
    const child = spawn(program, args, { env: { HOME: '/nonexistent', ...tokenEnvironment }, stdio: 'ignore' });
    proxy = child;
    return new Promise((resolve) => child.once('exit', resolve));
  }

  /** The admin server opens some milliseconds behind the health server. */
  async function started(): Promise<void> {
    const [admin] = listenersOf({ flags: { quitquitquit: true, adminPort: serverFlags.adminPort }, instances: [] });
    while (admin && (await answering([admin])).length === 0) await sleep(20);
  }

  async function exitCodeOf(args: readonly string[]): Promise<number> {
    return (await runProgram(program, args, { env: { HOME: '/nonexistent' } })).exitCode;
  }
});

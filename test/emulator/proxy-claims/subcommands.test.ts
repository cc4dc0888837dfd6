import { describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { startProxy } from '../support/real-proxy';
import { primary } from '../support/world';
import { here, program, runProgram } from './claimed-proxy';

const notThere = 'Error: command failed to complete successfully';

describe.skipIf(!here).concurrent('wait', () => {
  const start = async (...args: readonly string[]) => {
    const httpPort = await freePort();
    const proxy = await startProxy({
      program,
      instances: [primary],
      args: ['--token=x', '--health-check', `--http-port=${httpPort}`, ...args],
    });
    return Object.assign(proxy, { httpPort });
  };

  it.each(['1s', '10ms'])('is 0 where the proxy is up, --max=%s', async (max) => {
    await using proxy = await start();
    expect((await runProgram(['wait', `--max=${max}`, `--http-port=${proxy.httpPort}`])).code).toBe(0);
  });

  it('is 1 with --max=0, although the proxy is up', async () => {
    await using proxy = await start();
    expect((await runProgram(['wait', '--max=0', `--http-port=${proxy.httpPort}`])).code).toBe(1);
  });

  it.each([1, 3])('is 1 where nobody listens, after --max=%ds', async (seconds) => {
    const end = await runProgram(['wait', `--max=${seconds}s`, `--http-port=${await freePort()}`]);
    expect(end.code).toBe(1);
    expect(end.log).toContain(notThere);
    expect(end.milliseconds).toBeGreaterThanOrEqual(seconds * 1000);
    expect(end.milliseconds).toBeLessThan(seconds * 1000 + 2500);
  });

  it('needs a unit', async () => {
    const end = await runProgram(['wait', '--max=1']);
    expect(end.code).toBe(1);
    expect(end.log).toContain('missing unit in duration');
  });

  it('never returns from a proxy that hangs, so a probe needs timeoutSeconds', async () => {
    await using proxy = await start();
    // It says that it is ready before its health server listens: stopped in between, it would refuse and not hang.
    expect((await runProgram(['wait', '--max=10s', `--http-port=${proxy.httpPort}`])).code).toBe(0);
    proxy.process.kill('SIGSTOP');
    expect((await runProgram(['wait', '--max=1s', `--http-port=${proxy.httpPort}`], {}, 4)).code).toBe(null);
    proxy.process.kill('SIGCONT');
  });

  it('reads no environment', async () => {
    // An address that nobody else uses, so that the default port, which is asked instead, is free there.
    const address = '--http-address=127.0.0.78';
    await using proxy = await start(address);
    expect((await runProgram(['wait', '--max=1s', address, `--http-port=${proxy.httpPort}`])).code).toBe(0);
    expect((await runProgram(['wait', '--max=1s', address], { ALLOYDB_PROXY_HTTP_PORT: String(proxy.httpPort) })).code).toBe(1);
  });
});

describe.skipIf(!here).concurrent('shutdown', () => {
  it('is 1 where there is no admin server', async () => {
    const port = await freePort();
    const end = await runProgram(['shutdown', `--admin-port=${port}`]);
    expect(end.code).toBe(1);
    expect(end.log).toContain(`Error: failed to send shutdown request: Post "http://127.0.0.1:${port}/quitquitquit"`);
    expect(end.log).toContain('connection refused');
  });

  it('is 1 with --debug alone, and the proxy goes on', async () => {
    const port = await freePort();
    await using proxy = await startProxy({ program, instances: [primary], args: ['--token=x', '--debug', `--admin-port=${port}`] });
    const end = await runProgram(['shutdown', `--admin-port=${port}`]);
    expect(end.code).toBe(1);
    expect(end.log).toContain('Error: shutdown request failed: status code 404, 404 Not Found');
    expect(proxy.process.exitCode).toBe(null);
  });
});

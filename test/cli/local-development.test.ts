import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { available } from '../support/availability/available';
import { runCommand } from './support/run-command';

const authProxy = available('auth-proxy');
const folder = join(repositoryFolder, 'examples', 'local-development');
const script = join(folder, 'local-alloydb', 'run-with.js');
const tests = ['node', '--test'];

describe.skipIf(!authProxy.here || !available('postgresql').here)('the example of local development, with the built packages', () => {
  const environment = { ALLOYDB_AUTH_PROXY_BIN: authProxy.here ? authProxy.values.program : '' };

  it("runs the application's own tests, and leaves nothing behind", async () => {
    await using running = runCommand(script, tests, { cwd: folder, environment });
    const { exitCode, output, errors } = await running.end;
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toMatch(/^# pass 3$/m);
    expect(running.leftovers()).toEqual([]);
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
});

describe('the example of local development', () => {
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

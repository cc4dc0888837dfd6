import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientScript } from './client-script';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-script-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = process.env['PATH'];

describe('the script of a client', () => {
  it('runs a command with what it sets and without what it takes away, and touches nothing else', () => {
    const file = join(folder, 'a script');
    writeFileSync(file, clientScript('as a pod', { GONE: undefined, NEVER_THERE: undefined, SET: "it's $HOME\n`id`", PATH: path }));
    const seen = ['sh', '-c', 'printf "%s|%s|%s|" "$SET" "$GONE" "$KEPT"; printf "%s," "$@"', 'name', 'a b', ''];
    const output = execFileSync('sh', [file, ...seen], { encoding: 'utf8', env: { PATH: path, GONE: 'here', KEPT: 'kept', SET: 'other' } });
    expect(output).toBe("it's $HOME\n`id`||kept|a b,,");
  });

  it('ends as the command does, and is the command: a signal reaches it', () => {
    const file = join(folder, 'script');
    writeFileSync(file, clientScript('as a pod', { GONE: undefined }));
    expect(spawnSync('sh', [file, 'sh', '-c', 'exit 7']).status).toBe(7);
    const { pid, stdout } = spawnSync('sh', [file, 'sh', '-c', 'echo $$'], { encoding: 'utf8' });
    expect(Number(stdout)).toBe(pid);
  });
});

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from './run-program';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const exists = (name: string): boolean => existsSync(join(folder, name));

describe('a program of PostgreSQL', () => {
  it('has ended when its end is told, also when it was told to end', async () => {
    const controller = new AbortController();
    const script = 'trap "sleep 0.3; echo end >ended; exit 3" TERM; echo begin >begun; while :; do sleep 0.02; done';
    const ended = runProgram('/bin/sh', ['-c', script], { folder, signal: controller.signal });
    while (!exists('begun')) await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    expect((await ended).exitCode).toBe(3);
    expect(exists('ended')).toBe(true);
  });

  it('counts as one that failed when it cannot be started, and says why', async () => {
    expect(await runProgram(join(folder, 'nothing'), [], { folder })).toEqual({
      exitCode: expect.not.toSatisfy((code) => code === 0),
      output: expect.stringContaining('ENOENT'),
    });
  });
});

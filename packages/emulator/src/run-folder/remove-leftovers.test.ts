import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventLog } from '../log/event-log';
import { removeLeftovers } from './remove-leftovers';
import { makeRunFolder } from './run-folder';

let parent: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'leftovers-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(parent, { recursive: true, force: true });
});

/** A run folder that was left a minute ago, with the data folder of a server. */
function leftover(): string {
  const folder = mkdtempSync(join(parent, 'alloydb-emulator-'));
  mkdirSync(join(folder, 'postgres-0', 'data'), { recursive: true });
  const before = (Date.now() - 61_000) / 1000;
  utimesSync(folder, before, before);
  return folder;
}

/** A program of this name that works in a folder and does not end when it is asked to. */
async function stubborn(name: string, cwd: string): Promise<ChildProcess> {
  const program = join(parent, name);
  copyFileSync(execFileSync('/bin/sh', ['-c', 'command -v sleep']).toString().trim(), program);
  const child = spawn('/bin/sh', ['-c', 'trap "" QUIT TERM; exec "$0" 60', program], { cwd, stdio: 'ignore' });
  children.push(child);
  await once(child, 'spawn');
  await new Promise((resolve) => setTimeout(resolve, 200));
  return child;
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

describe.skipIf(process.platform !== 'linux')('what a killed emulator left', () => {
  it('is removed without an owner as well, and a living one is left alone', async () => {
    leftover();
    const living = await makeRunFolder(parent);
    const log = new EventLog();
    await removeLeftovers(parent, log);
    expect(readdirSync(parent).map((name) => join(parent, name))).toEqual([living.path]);
    expect(log.events.map(({ code }) => code)).toEqual(['leftovers-removed']);
    await living.remove();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('has no program that works in it any more, not even one that resists', async () => {
    const folder = leftover();
    const programs = [await stubborn('postgres', join(folder, 'postgres-0', 'data')), await stubborn('initdb', folder)];
    const ends = programs.map((child) => once(child, 'exit'));
    await removeLeftovers(parent, new EventLog());
    expect((await Promise.all(ends)).map(([, signal]) => signal)).toEqual(['SIGKILL', 'SIGKILL']);
    expect(existsSync(folder)).toBe(false);
  });

  it('takes no process down that only has the id which a server had, and no shell that looks into the folder', async () => {
    const folder = leftover();
    const elsewhere = await stubborn('postgres', parent);
    const looking = await stubborn('tail', folder);
    writeFileSync(join(folder, 'postgres-0', 'data', 'postmaster.pid'), `${elsewhere.pid}\n`);
    await removeLeftovers(parent, new EventLog());
    expect(existsSync(folder)).toBe(false);
    expect([elsewhere, looking].map(isOver)).toEqual([false, false]);
  });

  it('goes together with what it has outside', async () => {
    const outside = join(parent, 'outside');
    const folder = await makeRunFolder(parent);
    await folder.takeAlong(outside);
    mkdirSync(outside);
    await folder.remove();
    expect(readdirSync(parent)).toEqual([]);
  });
});

describe('a run folder', () => {
  it('is not made where PostgreSQL could have no socket (folder-path-too-long)', async () => {
    const deep = join(parent, 'x'.repeat(80));
    mkdirSync(deep);
    await expect(makeRunFolder(deep)).rejects.toThrow(/The path of the folder .* is too long.* Set TMPDIR to a folder with a shorter path/);
    expect(readdirSync(deep)).toEqual([]);
  });
});
